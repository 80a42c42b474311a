"""Many lessons at once: which files are one talk, what pages are called, and the table of all lessons."""
