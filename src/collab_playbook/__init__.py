"""Collaborative working as a process that can be run: 25 steps, their questions, their documents."""

__version__ = "0.1.0"
