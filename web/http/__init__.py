"""What HTTP needs: addresses, limits, security, threads, downloads, the server."""
