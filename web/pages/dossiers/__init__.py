"""What dossiers, their lists and the page of corrections show."""
