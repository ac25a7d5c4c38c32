"""A document becomes a plan."""
