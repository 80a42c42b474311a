"""What a site's search finds."""
