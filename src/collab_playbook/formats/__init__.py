"""A settled Markdown document as bytes of another format; values in, bytes out."""
