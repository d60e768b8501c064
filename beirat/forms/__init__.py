"""Input about bodies."""
