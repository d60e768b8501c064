"""What the running of the product needs: clock, form keys, counters for limits, log of reads, marks of deletion."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Uhr(models.Model):
    """Difference of the project's clock to real time; one row at most, only in the demonstration."""

    versatz = models.DurationField(default=timedelta)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="uhr_nur_eine_zeile")]

    def __str__(self) -> str:
        return str(self.versatz)


class Formularschluessel(models.Model):
    """Key of one shown form, stored with its effect in one transaction: sending twice is doing once.

    `inhalt` is a hash of what was sent, `ergebnis` names the row it led to (empty where nothing may be told).
    """

    schluessel = models.UUIDField(primary_key=True)
    inhalt = models.CharField(max_length=64)
    ergebnis = models.CharField(max_length=80, blank=True)
    am = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.schluessel)


class Zaehler(models.Model):
    """How often something happened in a window of real time; `schluessel` is a keyed hash, never an address."""

    schluessel = models.CharField(max_length=64)
    fenster = models.DateTimeField()
    anzahl = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schluessel", "fenster"], name="zaehler_je_fenster")]

    def __str__(self) -> str:
        return f"{self.schluessel}: {self.anzahl}"


class Zugriff(models.Model):
    """A read that triggers cannot see: needs of a person, an export, a download. Ids only."""

    class Art(models.TextChoices):
        BEDARF_GELESEN = "bedarf_gelesen", _("Bedarfe gelesen")
        AUSFUHR = "ausfuhr", _("Liste heruntergeladen")
        DATENAUSKUNFT = "datenauskunft", _("Eigene Daten heruntergeladen")

    art = models.CharField(_("Art"), max_length=20, choices=Art)
    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("Person")
    )
    gegenstand = models.CharField(_("Gegenstand"), max_length=120)
    anzahl = models.PositiveIntegerField(_("Zeilen"), default=1)
    am = models.DateTimeField(_("am"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("Zugriff")
        verbose_name_plural = _("Zugriffe")

    def __str__(self) -> str:
        return f"{self.get_art_display()}: {self.gegenstand}"


class Loeschvermerk(models.Model):
    """One deleted thing without a person, so that counts stay right and a restore can repeat the deletion."""

    kennung = models.UUIDField(unique=True)
    art = models.CharField(max_length=60)
    konferenz = models.ForeignKey("konferenz.Konferenz", models.PROTECT, null=True)
    daten = models.JSONField(default=dict)
    am = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.art} {self.kennung}"
