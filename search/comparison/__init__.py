"""Entities beside each other, and the two languages beside each other: counted from the index."""
