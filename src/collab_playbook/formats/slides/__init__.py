"""A document as slides, before anybody says in which file: what stands on which, and how large."""
