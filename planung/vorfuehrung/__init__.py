"""The preparation group of the demonstration at work, played through the product's own actions with the clock of each
day."""

from planung.vorfuehrung.geschichte import fuelle

__all__ = ["fuelle"]
