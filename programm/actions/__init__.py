"""Every write of the programme with a meaning: one named function for each."""
