"""Tracktwo: the second track of a talk, the one that people read."""
