"""Rooms, working groups and results: the floor above planung."""
