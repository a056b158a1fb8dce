"""Bytes to text: encodings, fonts before Unicode, text that was decoded wrongly."""
