"""Many lessons at once: which files are one talk, and what their pages are called."""
