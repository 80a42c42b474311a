"""What machines and those who share a page read: JSON, JSON-LD, heads, pictures, citations."""
