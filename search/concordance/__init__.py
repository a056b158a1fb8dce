"""Mentions and matches as lines with their context."""
