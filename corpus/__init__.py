"""What comes in: documents, the readers that make them, and the sample corpus."""
