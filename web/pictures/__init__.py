"""Pictures: what stands where in them, in the same SVG on a page and in a file of its own."""
