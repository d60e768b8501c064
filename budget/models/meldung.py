"""What has to be reported each year: dated limits and rates, and that a year was reported."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budget.models.grundlage import betragsfeld
from konferenz import uhr


class Meldeart(models.TextChoices):
    """To whom: the tax office (Mitteilungsverordnung), the social insurance of artists (KSVG)."""

    FINANZAMT = "finanzamt", _("Mitteilung an das Finanzamt")
    KUENSTLERSOZIALKASSE = "ksk", _("Meldung an die Künstlersozialkasse")


@pghistory.track()
class Meldegrenze(models.Model):
    """From which year on what is reported, and until when: data, never code.

    `betrag` (EUR in a calendar year): payments that reach it are reported; to the tax office for each payee, for
    artists all fees together. `satz` is the rate of the Künstlersozialabgabe in percent. The report is due on the
    `frist_tag` of the month `frist_monat` in the following year.
    """

    art = models.CharField(_("Meldung"), max_length=9, choices=Meldeart)
    ab_jahr = models.PositiveSmallIntegerField(
        _("gilt für Zahlungen ab dem Jahr"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    betrag = betragsfeld(_("zu melden ab (Euro im Jahr)"), default=0)
    satz = models.DecimalField(
        _("Abgabesatz in Prozent"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    frist_tag = models.PositiveSmallIntegerField(
        _("fällig am Tag"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    frist_monat = models.PositiveSmallIntegerField(
        _("des Monats im Folgejahr"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    fundstelle = models.CharField(_("Fundstelle"), max_length=200)

    class Meta:
        verbose_name = _("Meldegrenze")
        verbose_name_plural = _("Meldegrenzen")
        ordering = ["art", "-ab_jahr"]
        constraints = [
            models.UniqueConstraint(
                fields=["art", "ab_jahr"],
                name="meldegrenze_einmalig",
                violation_error_message=_("Für dieses Jahr ist schon etwas eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(betrag__gte=0),
                name="meldegrenze_nicht_negativ",
                violation_error_message=_("Der Betrag kann nicht kleiner als null sein."),
            ),
            models.CheckConstraint(
                condition=Q(art="ksk", satz__isnull=False, satz__gt=0)
                | Q(art="finanzamt", satz__isnull=True),
                name="meldegrenze_satz_nur_ksk",
                violation_error_message=_(
                    "Einen Abgabesatz gibt es nur bei der Künstlersozialabgabe, dort immer."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} ab {self.ab_jahr}"

    def frist(self, jahr: int) -> date:
        """Day on which the report about the payments of `jahr` is due; the last of a shorter month."""
        letzter = monthrange(jahr + 1, self.frist_monat)[1]
        return date(jahr + 1, self.frist_monat, min(self.frist_tag, letzter))

    def abgabe(self, summe: Decimal) -> Decimal:
        """The levy on fees of that sum (EUR), rounded to the cent."""
        return (summe * (self.satz or Decimal(0)) / 100).quantize(Decimal("0.01"))


@pghistory.track()
class Meldung(models.Model):
    """A year was reported: when, by whom, how much (EUR)."""

    art = models.CharField(_("Meldung"), max_length=9, choices=Meldeart)
    jahr = models.PositiveSmallIntegerField(_("Jahr"))
    abgegeben_am = models.DateField(_("abgegeben am"), default=uhr.heute)
    summe = betragsfeld(_("gemeldet in Euro"))
    anzahl = models.PositiveIntegerField(_("Empfänger"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("eingetragen von"),
    )

    class Meta:
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")
        ordering = ["-jahr", "art"]
        constraints = [
            models.UniqueConstraint(
                fields=["art", "jahr"],
                name="meldung_einmal_im_jahr",
                violation_error_message=_("Für dieses Jahr ist die Meldung schon eingetragen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.jahr}"
