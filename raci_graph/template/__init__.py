"""A matrix to begin with: a plan of it, the documents that show it, and the raci.toml that describes it."""
