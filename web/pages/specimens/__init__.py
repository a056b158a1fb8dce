"""The page of specimens: what docs/design.md writes down, drawn by the parts of the product."""
