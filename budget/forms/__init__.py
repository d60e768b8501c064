"""Forms of the money floor."""
