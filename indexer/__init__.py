"""Documents to index: tokens, pairs, plans, engines, build."""
