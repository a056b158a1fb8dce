"""Stories: documents that are copies of each other, found in the index and folded in a list."""
