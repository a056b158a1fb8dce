"""The commands: each module owns the arguments of one command and what it does."""
