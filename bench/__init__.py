"""Speed, measured as ratios in one run; the machine is shared, so absolute times say little."""
