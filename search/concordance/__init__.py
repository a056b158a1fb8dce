"""Mentions of an entity and matches of a query as lines with their context (KWIC)."""
