"""The engine on Whoosh, in pure Python: it runs everywhere."""
