"""The profile of one gate, place, person or organisation, and feedback on its mentions."""
