"""The guard language: a subset of CEL, parsed, typed and evaluated without side effects."""
