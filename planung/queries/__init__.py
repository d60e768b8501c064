"""What the meetings' floor reads."""
