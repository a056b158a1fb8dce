"""One query term to its forms: alternatives, candidates, expansion, interpretations, selection."""
