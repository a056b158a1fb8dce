"""The engine on an OpenSearch cluster, for more than one machine."""
