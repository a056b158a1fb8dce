"""The mentions of one document: decided, stored with it, and what makes them out of date."""
