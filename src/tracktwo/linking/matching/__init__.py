"""What counts as a use of a term: tokens, forms, the index of names, and the search."""
