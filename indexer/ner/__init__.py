"""People's names in text, without any list of people."""
