"""Documents as pages of HTML."""
