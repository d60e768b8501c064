"""Reads of the money floor."""
