"""Documents that hold a transcript: HTML, Word, RTF, each as lines of text."""
