"""Dates: from durations, needs, gates and calendars to a schedule, and what it asks of people."""
