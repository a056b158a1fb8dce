"""What an index can complete: names, words and titles by how they begin."""
