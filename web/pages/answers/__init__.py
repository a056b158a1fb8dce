"""What the pages of an answer show: its list and its concordance."""
