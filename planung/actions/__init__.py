"""Every write of the meetings' floor, one named function each."""
