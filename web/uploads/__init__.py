"""Files that are added from the page: where they are kept, how they come into the index."""
