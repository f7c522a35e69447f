"""A plain model of everything that is recorded: what the engine is measured against.

Written from the meaning of the words and without a line of the package: events are kept as they
come, everything is worked out from them anew each time, in dictionaries, and nothing is fast.

Terms are ``2001-06-30``, ``2001-06``, ``UNEP/21`` or ``open``. What the model refuses raises `No`.
"""
