"""Partial decoding: the views' rows from stored bytes, without building the events in between."""
