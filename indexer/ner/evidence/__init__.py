"""What documents say of people's names, stored beside the index and summed up for an archive."""
