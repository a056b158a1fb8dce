"""Propose pairs of a Chinese and a Vietnamese name for people whom the gazetteer does not know."""
