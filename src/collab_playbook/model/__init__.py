"""The nouns of the design (section 2) as frozen pydantic models, and nothing else."""
