"""Captions: WebVTT and SRT become cues."""
