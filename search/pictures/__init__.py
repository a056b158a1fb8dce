"""The numbers behind pictures: who is named with whom, and forms through the years."""
