"""The money of the demonstration, played through the product's own actions with the clock of each day.

As of Monday, 2 September 2024: of 20.000,00 EUR are 10.640,00 paid, 6.420,00 committed and open, 1.340,00 reserved,
1.600,00 free; 6.000,00 from 2023, 6.500,00 carried over from 2023, 7.500,00 from 2024.
"""

from budget.vorfuehrung.geschichte import fuelle

__all__ = ["fuelle"]
