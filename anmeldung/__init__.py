"""Registrations, seats, waiting lists and needs: the top floor, the public one."""
