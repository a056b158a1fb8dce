"""The names that an archive is searched through: gazetteer, user's files, corrections."""
