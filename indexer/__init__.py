"""Index documents; the steps stand in indexer/pipeline/indexing.py."""
