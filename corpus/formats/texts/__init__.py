"""Plain text, Markdown and JSON lines."""
