"""Markdown as people write it: headings, definition lists, the entries of a glossary."""
