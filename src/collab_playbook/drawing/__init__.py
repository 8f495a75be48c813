"""Processes as pictures: values in, text out."""
