"""What all rooms speak of: frozen data, and the rules that belong to it."""
