"""Measurements, never assertions: `make benchmark` prints figures and their ratio to a bare Django view in the same
run."""
