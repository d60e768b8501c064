"""Grants to a Träger: the notice, its instalments and the check of the proof; and our own proof of use."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budget.models.buchung import Vorgang
from budget.models.grundlage import Bereitstellung, betragsfeld
from budget.models.kosten import Kostenplan
from budget.models.rechnung import Beleg, Rechnung
from konferenz import uhr


@pghistory.track()
class Zuwendung(models.Model):
    """The notice (Bescheid) of a grant and the proof that the Träger owes (§ 46 LHO, ANBest-P).

    The measure must not have begun before the notice. It closes only when the proof was checked by somebody other than
    who entered it.
    """

    vorgang = models.OneToOneField(Vorgang, models.PROTECT, related_name="zuwendung")
    aktenzeichen = models.CharField(_("Aktenzeichen des Bescheids"), max_length=60, blank=True)
    beginn_am = models.DateField(_("Beginn der Maßnahme"), null=True, blank=True)
    nachweis_bis = models.DateField(_("Verwendungsnachweis fällig am"), null=True, blank=True)
    nachweis_einfach = models.BooleanField(_("einfacher Verwendungsnachweis"), default=True)
    nachweis_eingegangen_am = models.DateField(_("Nachweis eingegangen am"), null=True, blank=True)
    nachweis_eingetragen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nachweis_betrag = betragsfeld(_("nachgewiesene Ausgaben in Euro"), null=True, blank=True)
    geprueft_am = models.DateField(_("geprüft am"), null=True, blank=True)
    geprueft_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geprüft von"),
    )
    pruefvermerk = models.TextField(_("Prüfvermerk"), blank=True)

    class Meta:
        verbose_name = _("Zuwendung")
        verbose_name_plural = _("Zuwendungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(geprueft_von__isnull=True) | ~Q(geprueft_von=F("nachweis_eingetragen_von")),
                name="zuwendung_pruefung_zwei_menschen",
                violation_error_message=_(
                    "Prüfen muss eine andere Person als die, die den Nachweis eingetragen hat."
                ),
            ),
            models.CheckConstraint(
                condition=Q(geprueft_von__isnull=True, geprueft_am__isnull=True)
                | Q(geprueft_von__isnull=False, geprueft_am__isnull=False),
                name="zuwendung_pruefung_ganz",
            ),
            models.CheckConstraint(
                condition=Q(geprueft_am__isnull=True) | Q(nachweis_eingegangen_am__isnull=False),
                name="zuwendung_erst_nachweis_dann_pruefung",
                violation_error_message=_("Zuerst muss der Nachweis eingegangen sein."),
            ),
        ]

    def __str__(self) -> str:
        return f"Zuwendung: {self.vorgang}"


@pghistory.track()
class Rate(models.Model):
    """A planned instalment of a grant (EUR); called and paid by a `Rechnung` of the kind Mittelabruf."""

    zuwendung = models.ForeignKey(Zuwendung, models.PROTECT, related_name="raten")
    nummer = models.PositiveSmallIntegerField(_("Rate"))
    betrag = betragsfeld(_("Betrag in Euro"))
    faellig_am = models.DateField(_("geplant für"))
    rechnung = models.OneToOneField(
        Rechnung, models.PROTECT, null=True, blank=True, related_name="rate", verbose_name=_("Mittelabruf")
    )

    class Meta:
        verbose_name = _("Rate")
        verbose_name_plural = _("Raten")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["zuwendung", "nummer"], name="rate_nummer_einmalig"),
            models.CheckConstraint(
                condition=Q(betrag__gt=0),
                name="rate_positiv",
                violation_error_message=_("Der Betrag muss größer als null sein."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. Rate"


@pghistory.track()
class Verwendungsnachweis(models.Model):
    """Our own proof of use of the whole money: the Sachbericht; the figures are read from the ledger (§ 46 LHO).

    Once it is handed in nothing of it changes: figures are read up to row `lfd` and against that version of the plan,
    `beleg` is the very file that went out.
    """

    bereitstellung = models.OneToOneField(Bereitstellung, models.PROTECT, related_name="nachweis")
    sachbericht = models.TextField(_("Sachbericht"), blank=True)
    bearbeitet_am = models.DateTimeField(_("bearbeitet am"), default=uhr.jetzt)
    bearbeitet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("bearbeitet von"),
    )
    faellig_am = models.DateField(_("fällig am"), null=True, blank=True)
    eingereicht_am = models.DateField(_("eingereicht am"), null=True, blank=True)
    eingereicht_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eingereicht von"),
    )
    lfd = models.PositiveIntegerField(_("letzte Buchung"), null=True, blank=True)
    plan = models.ForeignKey(
        Kostenplan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Kostenplan")
    )
    beleg = models.ForeignKey(
        Beleg, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("eingereichte Datei")
    )

    class Meta:
        verbose_name = _("Verwendungsnachweis")
        verbose_name_plural = _("Verwendungsnachweise")
        constraints = [
            models.CheckConstraint(
                condition=Q(eingereicht_am__isnull=True, lfd__isnull=True, beleg__isnull=True)
                | Q(eingereicht_am__isnull=False, lfd__isnull=False, beleg__isnull=False),
                name="nachweis_einreichung_ganz",
            )
        ]

    def __str__(self) -> str:
        return f"Verwendungsnachweis {self.bereitstellung}"

    def get_absolute_url(self) -> str:
        return reverse("budget:nachweis", kwargs={"kennung": self.bereitstellung.konferenz.kennung})
