"""HTML: templates filled in, text with its matches marked."""
