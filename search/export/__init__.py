"""Results as files: CSV, XLSX, JSON lines."""
