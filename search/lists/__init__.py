"""Named lists of documents, which readers make: kept in one readable file beside the index."""
