"""Questionnaires as files, and back."""
