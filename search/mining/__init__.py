"""Pairs of names that the archive itself bears out, for people the gazetteer does not know."""
