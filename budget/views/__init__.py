"""Pages of the money floor: read by queries, write by actions."""
