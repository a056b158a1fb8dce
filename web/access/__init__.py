"""Who may do what: roles, the file of users, and the check of every request."""
