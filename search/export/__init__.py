"""Write results as files: CSV, XLSX, JSON lines, and the formats of plug-ins."""
