"""Benchmarks. Compare figures of one run: absolute times depend on the machine and its load."""
