"""Reminders: when which text goes out before a meeting, and what became of it."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from i18nfield.fields import I18nTextField

from beirat.models import Gremium
from konferenz import uhr
from planung.models.sitzung import Sitzung


class Vorlauf(models.Model):
    """Lead time: `anzahl` days mean the same wall-clock hour, hours are real ones (they differ around a change of the
    clocks)."""

    class Einheit(models.TextChoices):
        TAGE = "tage", _("Tage vorher")
        STUNDEN = "stunden", _("Stunden vorher")

    anzahl = models.PositiveSmallIntegerField(_("Anzahl"))
    einheit = models.CharField(_("Einheit"), max_length=7, choices=Einheit)
    text = I18nTextField(_("eigener Text"), blank=True)
    nur_zusagen = models.BooleanField(_("nur an die, die zugesagt haben"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        if self.einheit == self.Einheit.TAGE:
            return ngettext("%(zahl)s Tag vorher", "%(zahl)s Tage vorher", self.anzahl) % {
                "zahl": self.anzahl
            }
        return ngettext("%(zahl)s Stunde vorher", "%(zahl)s Stunden vorher", self.anzahl) % {
            "zahl": self.anzahl
        }

    @property
    def kennzeichen(self) -> str:
        """Part of the letter's key: `7t`, `2h`."""
        return f"{self.anzahl}{'t' if self.einheit == self.Einheit.TAGE else 'h'}"


@pghistory.track()
class Erinnerungsvorlage(Vorlauf):
    """Lead times that new meetings of a body begin with (7 days, 1 day, 2 hours)."""

    gremium = models.ForeignKey(Gremium, models.CASCADE, related_name="erinnerungsvorlagen")

    class Meta:
        verbose_name = _("Erinnerung des Gremiums")
        verbose_name_plural = _("Erinnerungen des Gremiums")
        constraints = [
            models.UniqueConstraint(
                fields=["gremium", "einheit", "anzahl"],
                name="erinnerungsvorlage_einmalig",
                violation_error_message=_("Diese Erinnerung gibt es schon."),
            ),
            models.CheckConstraint(
                condition=Q(anzahl__gt=0),
                name="erinnerungsvorlage_vorher",
                violation_error_message=_("Eine Erinnerung geht vor der Sitzung hinaus."),
            ),
        ]


@pghistory.track()
class Erinnerung(Vorlauf):
    """One reminder of one meeting."""

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="erinnerungen")

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "einheit", "anzahl"],
                name="erinnerung_einmalig",
                violation_error_message=_("Diese Erinnerung gibt es schon."),
            ),
            models.CheckConstraint(
                condition=Q(anzahl__gt=0),
                name="erinnerung_vorher",
                violation_error_message=_("Eine Erinnerung geht vor der Sitzung hinaus."),
            ),
        ]


@pghistory.track()
class Erinnerungslauf(models.Model):
    """That a reminder of one generation was dealt with, once: written to so many, or left out and why."""

    class Ergebnis(models.TextChoices):
        GESCHRIEBEN = "geschrieben", _("geschrieben")
        ZU_SPAET = "zu_spaet", _("entfallen, weil es zu spät war")

    erinnerung = models.ForeignKey(Erinnerung, models.CASCADE, related_name="laeufe")
    generation = models.PositiveSmallIntegerField()
    faellig_am = models.DateTimeField(_("fällig am"))
    erledigt_am = models.DateTimeField(_("erledigt am"), default=uhr.jetzt)
    ergebnis = models.CharField(_("Ergebnis"), max_length=11, choices=Ergebnis)
    briefe = models.PositiveIntegerField(_("Briefe"), default=0)

    class Meta:
        verbose_name = _("Lauf einer Erinnerung")
        verbose_name_plural = _("Läufe der Erinnerungen")
        constraints = [
            models.UniqueConstraint(fields=["erinnerung", "generation"], name="erinnerungslauf_einmalig")
        ]

    def __str__(self) -> str:
        return self.get_ergebnis_display()
