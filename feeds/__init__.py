"""Deadlines as iCalendar: the only door to icalendar."""
