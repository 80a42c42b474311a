"""What leaves: books from rendered pages. Knows nothing of MkDocs."""
