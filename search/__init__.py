"""Query to results: parse, expand, plan, run, facets, snippets."""
