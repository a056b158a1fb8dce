"""HTTP: URLs, limits, security, threads, downloads, the server."""
