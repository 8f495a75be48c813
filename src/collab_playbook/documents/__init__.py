"""Answers to text: what documents are due, what they rest on, and how they are written. No disk, no clock."""
