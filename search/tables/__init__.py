"""What pages list, as tables for files: a row for each, and none is left out."""
