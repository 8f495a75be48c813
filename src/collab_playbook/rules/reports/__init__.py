"""Findings as texts for people's tools: one module a format, each pure."""
