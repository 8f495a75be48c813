"""A person at a terminal: the only package that prints, asks, and listens to signals."""
