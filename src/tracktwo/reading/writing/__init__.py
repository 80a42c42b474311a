"""A lesson becomes Markdown."""
