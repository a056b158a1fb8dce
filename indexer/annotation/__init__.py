"""Decide the mentions of a document, store them with it, and tell when they are out of date."""
