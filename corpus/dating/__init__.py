"""When a document was published, where its record does not say so."""
