"""Mentions of what the gazetteer knows: where they stand, and what each of them is."""
