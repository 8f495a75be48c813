"""Processes and figures as pictures: values in, text out."""
