"""Named-entity recognition: find people's names in text without a list of people."""
