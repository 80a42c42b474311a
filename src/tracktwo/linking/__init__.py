"""Terms and text: finds the terms in a page and links them. Knows nothing of MkDocs."""
