"""What a new site begins with, and what `tracktwo update` brings up to date of it."""
