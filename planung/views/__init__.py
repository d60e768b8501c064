"""Pages of the meetings' floor: read by queries, write by actions."""
