"""The index page of a package."""
