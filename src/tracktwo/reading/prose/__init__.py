"""Cues become paragraphs."""
