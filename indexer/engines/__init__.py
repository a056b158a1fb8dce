"""Engines store and match terms; they know no language."""
