"""Results to people: the page and the JSON interface."""
