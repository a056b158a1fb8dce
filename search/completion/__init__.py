"""Suggestions while something is typed."""
