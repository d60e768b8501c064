"""Every write about bodies, one named function each."""
