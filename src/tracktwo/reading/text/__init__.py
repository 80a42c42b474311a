"""Text and its encoding, sentences, and the lesson that readers make."""
