"""The profile of one gate, place or person, and feedback on its mentions."""
