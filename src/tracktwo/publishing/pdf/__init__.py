"""The PDF of a book, typeset by Typst."""
