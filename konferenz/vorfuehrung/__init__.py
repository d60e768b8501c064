"""The demonstration: one story with dated steps, played through the product's own actions.

Only the command `vorfuehrung_fuellen` calls it.
"""
