"""Seats and waiting lists: one mechanism for the conference and, later, for each working group."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung
from konferenz import uhr
from konferenz.models import Konferenz


@pghistory.track()
class Kontingent(models.Model):
    """A number of seats that people compete for. Its row is the lock: whoever seats, frees or resizes holds it
    (`FOR NO KEY UPDATE`)."""

    konferenz = models.OneToOneField(Konferenz, models.PROTECT, related_name="kontingent")
    plaetze = models.PositiveIntegerField(_("Plätze"))
    naechste_wartenummer = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("Kontingent")
        verbose_name_plural = _("Kontingente")

    def __str__(self) -> str:
        return f"{self.plaetze} Plätze"


class PlatzQuerySet(models.QuerySet["Platz"]):
    def abgelaufen(self) -> "PlatzQuerySet":
        """Held seats whose offer has run out."""
        return self.filter(angeboten_bis__lte=uhr.jetzt())


@pghistory.track()
class Platz(models.Model):
    """A taken seat; with `angeboten_bis` it is held for somebody who has not accepted yet. Held counts as taken.

    The number is at most the capacity: a trigger refuses seat 51 of 50 even where somebody forgot the lock.
    """

    kontingent = models.ForeignKey(Kontingent, models.PROTECT, related_name="belegte")
    nummer = models.PositiveIntegerField(_("Platz"))
    anmeldung = models.ForeignKey(Anmeldung, models.PROTECT, related_name="plaetze")
    angeboten_bis = models.DateTimeField(_("angeboten bis"), null=True, blank=True)
    vergeben_am = models.DateTimeField(_("vergeben am"), default=uhr.jetzt)

    objects = PlatzQuerySet.as_manager()

    class Meta:
        verbose_name = _("Platz")
        verbose_name_plural = _("Plätze")
        constraints = [
            models.UniqueConstraint(fields=["kontingent", "nummer"], name="platz_nummer_einmalig"),
            models.UniqueConstraint(fields=["kontingent", "anmeldung"], name="platz_einer_je_anmeldung"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="platz_nummer_ab_eins"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="platz_im_kontingent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("grenze", "integer")],
                func=(
                    "SELECT plaetze INTO grenze FROM anmeldung_kontingent WHERE id = NEW.kontingent_id; "
                    "IF NEW.nummer > grenze THEN RAISE EXCEPTION 'platz % ueber der grenze %', NEW.nummer, grenze "
                    "USING ERRCODE = 'check_violation', CONSTRAINT = 'platz_im_kontingent'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"Platz {self.nummer}"


@pghistory.track()
class Warteplatz(models.Model):
    """A waiting number, drawn once from the locked row of the seats and never given again."""

    kontingent = models.ForeignKey(Kontingent, models.PROTECT, related_name="wartende")
    nummer = models.PositiveIntegerField(_("Wartenummer"))
    anmeldung = models.ForeignKey(Anmeldung, models.PROTECT, related_name="warteplaetze")
    seit = models.DateTimeField(_("seit"), default=uhr.jetzt)

    class Meta:
        verbose_name = _("Warteplatz")
        verbose_name_plural = _("Warteliste")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["kontingent", "nummer"], name="warteplatz_nummer_einmalig"),
            models.UniqueConstraint(fields=["kontingent", "anmeldung"], name="warteplatz_einer_je_anmeldung"),
        ]

    def __str__(self) -> str:
        return f"Warteplatz {self.nummer}"
