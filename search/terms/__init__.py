"""The nouns of a query: a term, and a form in which it may be written."""
