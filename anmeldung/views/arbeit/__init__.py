"""The staff's pages of registrations."""
