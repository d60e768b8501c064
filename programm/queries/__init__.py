"""Reads of the programme that span several tables."""
