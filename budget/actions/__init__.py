"""Every write of the money floor, one named function each."""
