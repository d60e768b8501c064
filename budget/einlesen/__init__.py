"""Reads files that came from outside. Pure functions: nothing is stored, nothing is fetched, no file is trusted."""
