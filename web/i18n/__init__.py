"""The page in three languages: its texts, the choice of the language, numbers and dates."""
