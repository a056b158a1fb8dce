"""What each template needs, one module a page, and what pages share."""
