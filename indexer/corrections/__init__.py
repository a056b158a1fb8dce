"""Readers' corrections of mentions: in a file of their own, laid over what the rules decided."""
