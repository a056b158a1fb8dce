"""The routes: pages, JSON interface, corrections, static files; and the answers to errors."""
