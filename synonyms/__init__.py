"""What we know: how keys are spelt, readings, name variants, gates, places and people."""
