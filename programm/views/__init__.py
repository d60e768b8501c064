"""Pages of the programme in the staff area."""
