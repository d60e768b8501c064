"""How meetings and invitations are called, in the language of who reads: pages are German, letters are not."""

from django.utils.translation import gettext as _


def sitzung(nummer: int) -> str:
    """A meeting by its number in its body."""
    return _("%(nummer)s. Sitzung") % {"nummer": nummer}


def einladung(version: int) -> str:
    """The first version is the invitation, each further one an addendum."""
    return _("Einladung") if version == 1 else _("Nachtrag %(n)s") % {"n": version - 1}
