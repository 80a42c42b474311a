"""Lessons among files: where they lie, which files are one talk, what its page is called; a table of all."""
