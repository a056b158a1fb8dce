"""The nouns of a query: a term, and a form that it may be written in."""
