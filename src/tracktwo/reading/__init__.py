"""What arrives: files in, a Lesson out. Knows nothing of Markdown extensions or MkDocs."""
