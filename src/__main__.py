"""``python -m mandates`` is the command line."""

from .adapters.cli import main

main()
