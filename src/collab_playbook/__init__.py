"""Collaborative working as a process that can be run: steps, questions and documents."""

__version__ = "0.1.0"
