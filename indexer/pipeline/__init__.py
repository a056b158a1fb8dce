"""Documents to an index: identity, evidence, records, worker processes, removal."""
