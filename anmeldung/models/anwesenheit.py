"""Who is there on the day."""

import secrets

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung
from konferenz import uhr


def neuer_code() -> str:
    """72 random bits as capitals and digits, which a QR code holds most densely."""
    return secrets.token_hex(9).upper()


@pghistory.track()
class Anwesenheit(models.Model):
    """Somebody was let in. `ist_nachgetragen`: it was written on paper first and entered afterwards."""

    anmeldung = models.OneToOneField(Anmeldung, models.CASCADE, related_name="anwesenheit")
    da_seit = models.DateTimeField(_("da seit"), default=uhr.jetzt)
    tisch = models.CharField(_("Tisch"), max_length=20, blank=True)
    ist_nachgetragen = models.BooleanField(_("nachgetragen"), default=False)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("eingelassen von")
    )

    class Meta:
        verbose_name = _("Anwesenheit")
        verbose_name_plural = _("Anwesenheiten")
        ordering = ["-da_seit", "-id"]

    def __str__(self) -> str:
        return f"{self.anmeldung} ({self.da_seit:%H:%M})"


class Einlasscode(models.Model):
    """The random token in the QR code of a name badge: it says nothing about the person and opens no page."""

    anmeldung = models.OneToOneField(Anmeldung, models.CASCADE, related_name="einlasscode")
    code = models.CharField(max_length=18, unique=True, default=neuer_code)

    class Meta:
        verbose_name = _("Einlasscode")
        verbose_name_plural = _("Einlasscodes")

    def __str__(self) -> str:
        return f"Einlasscode {self.pk}"
