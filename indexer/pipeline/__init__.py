"""Runs over documents: index them, decide their mentions again, remove them."""
