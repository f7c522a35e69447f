"""What a host of the engine relies on, on a real file."""
