"""Answers as HTML: templates, marked text."""
