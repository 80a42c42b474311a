"""What markers such as `[TERMS]` become."""
