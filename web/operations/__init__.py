"""What an operator is told: figures, log lines, whether the server can answer."""
