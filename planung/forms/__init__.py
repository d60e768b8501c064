"""Forms of the meetings' floor."""
