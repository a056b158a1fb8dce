"""Documents found by their meaning, fused with those found by their words."""
