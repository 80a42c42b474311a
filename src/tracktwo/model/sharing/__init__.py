"""What sites share: their glossaries, as files that programs read."""
