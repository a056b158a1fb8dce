"""What the pages of several things side by side show."""
