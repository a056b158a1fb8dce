"""Lines of a text: how they are read, and which are titles or furniture."""
