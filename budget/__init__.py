"""Ceiling, sources, ledger and proof of use: the floor above beirat."""
