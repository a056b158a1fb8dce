"""Text to tokens, and what is derived from tokens."""
