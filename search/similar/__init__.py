"""Documents that tell of the same as a document, in the other language or in its own."""
