"""Cite documents: BibTeX, RIS and CSL-JSON, for Zotero and whatever else keeps references."""
