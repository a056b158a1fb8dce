"""The languages of the page: its texts, the choice of a language, numbers and dates."""
