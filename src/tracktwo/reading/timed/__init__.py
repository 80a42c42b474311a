"""Formats of captions and archives other than WebVTT and SRT, each as cues."""
