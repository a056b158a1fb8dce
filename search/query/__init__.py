"""What was typed to a plan: grammar, segmentation, planner."""
