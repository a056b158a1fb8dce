"""Slips of the hand: what may have been meant where a near spelling is far more frequent."""
