"""Papers: PDF and images, laid out in columns."""
