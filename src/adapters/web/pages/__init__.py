"""What people read: a router for each kind of page."""
