"""What each template needs, one module a page."""
