"""WHO: one file a site, nothing else."""
