"""Analyse text: tokens, what is derived from them, and the segmenters."""
