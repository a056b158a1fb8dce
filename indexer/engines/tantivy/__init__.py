"""The engine on tantivy, for one machine: the quickest."""
