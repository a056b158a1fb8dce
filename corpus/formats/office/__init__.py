"""Office formats: documents of paragraphs and runs."""
