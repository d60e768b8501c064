"""Registrations and the consents given with them."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.namen import sortierschluessel
from konferenz.sprachen import AUSWAHL


def _enthaelt(wort: str) -> Q:
    gesucht = Q(name__icontains=wort) | Q(organisation__icontains=wort)
    gesucht |= Q(nummer__icontains=wort) | Q(email__icontains=wort)
    schluessel = sortierschluessel(wort)
    return gesucht | Q(sortiername__contains=schluessel) if schluessel else gesucht


class AnmeldungQuerySet(models.QuerySet["Anmeldung"]):
    def aktiv(self) -> "AnmeldungQuerySet":
        """Registrations that still mean to come: everything but cancelled and lapsed ones."""
        return self.exclude(stand__in=[Anmeldung.Stand.ABGEMELDET, Anmeldung.Stand.VERFALLEN])

    def kommend(self) -> "AnmeldungQuerySet":
        """Confirmed ones that mean to come: with a seat, on the waiting list, with an offer."""
        return self.aktiv().exclude(stand=Anmeldung.Stand.UNBESTAETIGT)

    def suche(self, eingabe: str) -> "AnmeldungQuerySet":
        """Those that contain each word of the input, in any script and spelling of capitals; of names also without
        marks (DIN 5007-2)."""
        gefunden = self
        for wort in eingabe.split():
            gefunden = gefunden.filter(_enthaelt(wort))
        return gefunden

    def selbst_mit(self, konferenz: Konferenz, email: str) -> "AnmeldungQuerySet":
        """The active self-registration of an address, in any spelling of capitals."""
        return self.aktiv_mit(konferenz, email).filter(quelle=Anmeldung.Quelle.SELBST)

    def aktiv_mit(self, konferenz: Konferenz, email: str) -> "AnmeldungQuerySet":
        """Active registrations of an address, also those that staff entered with it."""
        mit_adresse = self.alias(kleine=Lower("email")).filter(kleine=Lower(Value(email.strip())))
        return mit_adresse.aktiv().filter(konferenz=konferenz)

    def unbestaetigt_seit(self, zeit: object) -> "AnmeldungQuerySet":
        return self.filter(stand=Anmeldung.Stand.UNBESTAETIGT, eingegangen_am__lte=zeit)


@pghistory.track()
class Anmeldung(models.Model):
    """One person for one conference.

    `nummer` is printed and spoken (`K7-4M2`), `id` stands in addresses; neither opens anything. `sortiername` is
    the stored sort key of the
    name (DIN 5007-2, other scripts after Latin). Seat and waiting number are rows of `Platz` and `Warteplatz`.
    """

    class Stand(models.TextChoices):
        UNBESTAETIGT = "unbestaetigt", _("unbestätigt")
        BESTAETIGT = "bestaetigt", _("bestätigt")
        WARTELISTE = "warteliste", _("Warteliste")
        ANGEBOTEN = "angeboten", _("Platz angeboten")
        ABGEMELDET = "abgemeldet", _("abgesagt")
        VERFALLEN = "verfallen", _("verfallen")

    class Quelle(models.TextChoices):
        SELBST = "selbst", _("selbst angemeldet")
        TELEFON = "telefon", _("am Telefon")
        PAPIER = "papier", _("auf Papier")
        VEREIN = "verein", _("durch einen Verein")
        PERSOENLICH = "persoenlich", _("im Amt")
        EINLASS = "einlass", _("am Einlass")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="anmeldungen")
    nummer = models.CharField(_("Nummer"), max_length=8)
    name = models.CharField(_("Name"), max_length=200)
    name_lateinisch = models.CharField(_("Name in lateinischer Schrift"), max_length=200, blank=True)
    sortiername = models.CharField(max_length=400, db_index=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    telefon = models.CharField(_("Telefon"), max_length=40, blank=True)
    organisation = models.CharField(_("Verein oder Einrichtung"), max_length=200, blank=True)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, default="de")
    stand = models.CharField(_("Stand"), max_length=12, choices=Stand, default=Stand.UNBESTAETIGT)
    quelle = models.CharField(_("Eingang"), max_length=12, choices=Quelle, default=Quelle.SELBST)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("erfasst von")
    )
    eingegangen_am = models.DateTimeField(_("Eingang"), default=uhr.jetzt)
    bestaetigt_am = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    beendet_am = models.DateTimeField(_("abgesagt am"), null=True, blank=True)

    objects = AnmeldungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        ordering = ["-eingegangen_am", "-id"]
        indexes = [models.Index(fields=["konferenz", "stand", "-eingegangen_am"], name="anmeldung_liste")]
        constraints = [
            models.UniqueConstraint(fields=["konferenz", "nummer"], name="anmeldung_nummer_einmalig"),
            models.UniqueConstraint(
                F("konferenz"),
                Lower("email"),
                condition=Q(quelle="selbst") & ~Q(stand__in=["abgemeldet", "verfallen"]),
                name="anmeldung_eine_je_adresse",
            ),
            models.CheckConstraint(
                condition=~Q(quelle="selbst") | ~Q(email=""),
                name="anmeldung_selbst_mit_adresse",
                violation_error_message=_("Ohne E-Mail-Adresse kann nur das Amt jemanden anmelden."),
            ),
        ]

    def __str__(self) -> str:
        return f"Anmeldung {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("anmeldungen:detail", kwargs={"kennung": self.konferenz.kennung, "pk": self.pk})

    @property
    def ist_aktiv(self) -> bool:
        return self.stand not in (self.Stand.ABGEMELDET, self.Stand.VERFALLEN)


@pghistory.track()
class Einwilligung(models.Model):
    """A consent: for which purpose, to which version of the text in which language, when, by which way, until when."""

    class Zweck(models.TextChoices):
        BEDARF = "bedarf", _("Angaben zu Bedarfen verwenden")
        FOLGEPOST = "folgepost", _("Post zu den Ergebnissen schicken")

    anmeldung = models.ForeignKey(Anmeldung, models.CASCADE, related_name="einwilligungen")
    zweck = models.CharField(_("Zweck"), max_length=12, choices=Zweck)
    textversion = models.CharField(_("Fassung des Textes"), max_length=20)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL)
    quelle = models.CharField(_("Weg"), max_length=12, choices=Anmeldung.Quelle)
    erteilt_am = models.DateTimeField(_("erteilt am"), default=uhr.jetzt)
    widerrufen_am = models.DateTimeField(_("widerrufen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")
        ordering = ["erteilt_am", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["anmeldung", "zweck"],
                condition=Q(widerrufen_am__isnull=True),
                name="einwilligung_eine_gueltige",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_zweck_display()} ({self.erteilt_am:%d.%m.%Y})"
