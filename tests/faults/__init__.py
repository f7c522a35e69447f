"""What is tried against the record: power cuts, kills, pauses, full disks, strange clocks."""
