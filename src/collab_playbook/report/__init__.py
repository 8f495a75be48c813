"""What the committee reads: where the programme stands, gathered from every side, as one page."""
