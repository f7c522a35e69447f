"""The rules of mandates. Imports pydantic and the standard library, nothing else.

No clock, no I/O: the day on which a command is judged, and what a rule must know of the rest of
the world, come in as arguments. Pydantic at the edge (events, commands, readings), frozen
dataclasses inside (states).
"""

RULES_VERSION = 1
"""Grows when the same events come to mean something else. Part of every answer's basis."""
