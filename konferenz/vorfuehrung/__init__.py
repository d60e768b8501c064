"""The demonstration: one story with dated steps, played through the product's own actions. Only `vorfuehrung_fuellen` calls it."""
