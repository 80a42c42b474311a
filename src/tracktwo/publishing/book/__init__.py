"""A book: pages of HTML become one document tree."""
