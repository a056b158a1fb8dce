"""What is known of names: their spelling as keys, readings, variants, and the gazetteer."""
