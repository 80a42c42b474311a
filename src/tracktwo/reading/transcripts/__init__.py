"""Transcripts that people wrote or copied."""
