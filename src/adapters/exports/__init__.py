"""Answers in the forms of other programs: CSV and Excel tables, calendar feeds."""
