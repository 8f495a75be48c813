"""Answers to text: which documents are due, what they rest on, how they are written."""
