"""Password hashing of the tests: the same algorithm and the same code, without the cost that keeps thieves away."""

from django.contrib.auth.hashers import Argon2PasswordHasher

TEUER = "django.contrib.auth.hashers.Argon2PasswordHasher"
"""The hasher of the product, for tests about its cost."""
BILLIG = "betrieb.testhash.BilligerHasher"


class BilligerHasher(Argon2PasswordHasher):
    """8 KiB and one pass in place of 100 MiB and two."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
