"""Filters of the pages of meetings."""
