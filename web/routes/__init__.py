"""The addresses that are answered, and how errors are."""
