"""What makes a build the same again, and quick: bytes kept by their content, and dates as git has them."""
