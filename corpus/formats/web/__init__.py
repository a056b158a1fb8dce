"""Web pages: their article, title and facts."""
