"""Tables: a row is a record."""
