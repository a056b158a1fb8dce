"""Finds organisations by a head noun and what belongs to its name, without a list of names."""
