"""The files of an index: generations, checksums, the lock, runs that did not finish."""
