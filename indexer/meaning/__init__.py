"""Vectors of documents beside an index: models that make them, files that keep them."""
