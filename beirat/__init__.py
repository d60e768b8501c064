"""People, organisations, bodies, seats and memberships."""
