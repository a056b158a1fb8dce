"""People in Chinese text: which names the archive knows, and where they stand as names."""
