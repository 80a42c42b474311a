"""Flash cards to take away."""
