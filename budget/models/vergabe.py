"""Procurement: thresholds that change over time, offers, and the note why an order went where it went."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budget.models.buchung import Vorgang
from budget.models.empfaenger import Zahlungsempfaenger
from budget.models.grundlage import betragsfeld
from budget.models.rechnung import Beleg
from konferenz import uhr


@pghistory.track()
class Wertgrenze(models.Model):
    """Up to which net order value (EUR) a procedure is allowed from a day on (HmbVgG, UVgO; data, never code).

    `angebote` is how many comparable offers the procedure asks for, `zusammen_tage` the days within which orders to one
    payee or of one cost position are added up (split orders), `fundstelle` where the figure comes from.
    """

    class Verfahren(models.TextChoices):
        DIREKT = "direkt", _("Direktauftrag")
        VERHANDLUNG = "verhandlung", _("Verhandlungsvergabe")
        AUSSCHREIBUNG = "ausschreibung", _("Ausschreibung")

    verfahren = models.CharField(_("Verfahren"), max_length=14, choices=Verfahren)
    gueltig_ab = models.DateField(_("gültig ab"))
    bis_netto = betragsfeld(_("bis Auftragswert (netto) in Euro"), null=True, blank=True)
    angebote = models.PositiveSmallIntegerField(_("verlangte Angebote"), default=0)
    zusammen_tage = models.PositiveSmallIntegerField(
        _("Tage, in denen Aufträge zusammengerechnet werden"), default=90
    )
    fundstelle = models.CharField(_("Fundstelle"), max_length=200)

    class Meta:
        verbose_name = _("Wertgrenze")
        verbose_name_plural = _("Wertgrenzen")
        ordering = ["-gueltig_ab", "bis_netto"]
        constraints = [
            models.UniqueConstraint(
                fields=["verfahren", "gueltig_ab"],
                name="wertgrenze_einmalig",
                violation_error_message=_(
                    "Für dieses Verfahren gibt es ab diesem Tag schon eine Wertgrenze."
                ),
            ),
            models.CheckConstraint(
                condition=Q(bis_netto__isnull=True) | Q(bis_netto__gt=0),
                name="wertgrenze_positiv",
                violation_error_message=_("Der Betrag muss größer als null sein."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verfahren_display()} ab {self.gueltig_ab:%d.%m.%Y}"


@pghistory.track()
class Angebot(models.Model):
    """One offer for a case (EUR)."""

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="angebote")
    anbieter = models.ForeignKey(
        Zahlungsempfaenger, models.PROTECT, related_name="angebote", verbose_name=_("Anbieter")
    )
    netto = betragsfeld(_("netto in Euro"))
    brutto = betragsfeld(_("brutto in Euro"))
    vom = models.DateField(_("Angebot vom"))
    beleg = models.ForeignKey(
        Beleg, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Datei")
    )

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["brutto", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(netto__gt=0, brutto__gte=models.F("netto")),
                name="angebot_betraege",
                violation_error_message=_(
                    "Brutto kann nicht kleiner als netto sein, beide sind größer als null."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.anbieter}: {self.brutto}"


@pghistory.track()
class Vergabevermerk(models.Model):
    """Why an order was given this way: procedure, net order value (EUR), chosen offer, reason."""

    vorgang = models.OneToOneField(Vorgang, models.PROTECT, related_name="vergabevermerk")
    verfahren = models.CharField(_("Verfahren"), max_length=14, choices=Wertgrenze.Verfahren)
    auftragswert_netto = betragsfeld(_("Auftragswert (netto) in Euro"))
    gewaehlt = models.ForeignKey(
        Angebot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gewähltes Angebot")
    )
    begruendung = models.TextField(_("Begründung"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("verfasst von")
    )
    am = models.DateTimeField(_("verfasst am"), default=uhr.jetzt)

    class Meta:
        verbose_name = _("Vergabevermerk")
        verbose_name_plural = _("Vergabevermerke")
        constraints = [
            models.CheckConstraint(
                condition=Q(auftragswert_netto__gt=0),
                name="vergabevermerk_positiv",
                violation_error_message=_("Der Betrag muss größer als null sein."),
            )
        ]

    def __str__(self) -> str:
        return f"Vergabevermerk zu {self.vorgang}"
