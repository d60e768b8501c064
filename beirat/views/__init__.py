"""Pages of bodies, below `/arbeit/gremien/`."""
