"""One query term to its forms: what exists of all the ways it may be written."""
