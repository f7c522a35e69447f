"""The commands, by what they are for. A module is imported when one of its commands runs."""
