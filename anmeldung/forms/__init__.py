"""Input of the top floor and its layout."""
