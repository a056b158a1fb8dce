"""What readers have said against decisions: kept in a file of their own, layered over ours."""
