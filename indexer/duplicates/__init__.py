"""Which documents are copies of each other."""
