"""Input for the programme."""
