"""Many names at once: how often each is named, in which language, in which form."""
