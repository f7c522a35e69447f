"""What touches the world: the record, the feed of the views, the scheduler, readers, the shell."""
