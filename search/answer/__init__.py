"""A plan to an answer: executed, ranked, highlighted, explained, and its shape as JSON."""
