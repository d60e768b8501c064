"""The conference, its place and what it offers so that everybody can take part."""

from datetime import date, datetime, timedelta

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from konferenz import uhr
from konferenz.models.drucksache import Drucksache
from konferenz.sprachen import AUSWAHL


@pghistory.track()
class Ort(models.Model):
    """A venue: address, ways to it, access."""

    name = models.CharField(_("Name"), max_length=200)
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    plz = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    ort = models.CharField(_("Ort"), max_length=100, blank=True)
    stadtteil = models.CharField(_("Stadtteil"), max_length=100, blank=True)
    anfahrt = I18nTextField(_("So kommen Sie hin"), blank=True)
    zugang = I18nTextField(_("Zugang ohne Barrieren"), blank=True)

    class Meta:
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")

    def __str__(self) -> str:
        return self.name

    @property
    def anschrift(self) -> str:
        """Postal address in one line; empty parts are left out."""
        stadt = " ".join(filter(None, [self.plz, self.ort]))
        return ", ".join(filter(None, [self.strasse, stadt]))


class KonferenzQuerySet(models.QuerySet["Konferenz"]):
    def mit_rahmen(self) -> "KonferenzQuerySet":
        """With what every page of the conference shows, in one statement."""
        return self.select_related("ort", "drucksache")

    def veroeffentlicht(self) -> "KonferenzQuerySet":
        return self.filter(ist_veroeffentlicht=True)

    def aktuelle(self) -> "Konferenz | None":
        """The published conference whose day is next, else the last one that was."""
        reihe = self.veroeffentlicht().mit_rahmen()
        kommend = reihe.filter(Q(ende__gte=uhr.jetzt()) | Q(ende__isnull=True)).order_by(
            F("beginn").asc(nulls_last=True)
        )
        return kommend.first() or reihe.order_by("-beginn").first()


@pghistory.track()
class Konferenz(models.Model):
    """One conference. Times are stored in UTC and shown in local time; seats are persons.

    It is created from a paper: then its date is still empty and `halbjahr` says what the resolution asks for.
    """

    kennung = models.CharField(
        _("Kennung in der Adresse"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"^\d{4}(-[a-z0-9]+)?\Z", _("Das Jahr, zum Beispiel 2024 oder 2024-herbst."))
        ],
    )
    titel = I18nCharField(_("Titel"), max_length=1000)
    leitthema = models.TextField(_("Leitthema"), blank=True, help_text=_("im Wortlaut des Beschlusses"))
    vorspann = I18nTextField(_("Vorspann"), blank=True)
    warum = I18nTextField(_("Warum diese Konferenz?"), blank=True)
    drucksache = models.ForeignKey(
        Drucksache,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="konferenzen",
        verbose_name=_("Drucksache"),
    )
    beginn = models.DateTimeField(_("Beginn"), null=True, blank=True)
    ende = models.DateTimeField(_("Ende"), null=True, blank=True)
    einlass_ab = models.DateTimeField(_("Einlass ab"), null=True, blank=True)
    ort = models.ForeignKey(Ort, models.PROTECT, null=True, blank=True, verbose_name=_("Ort"))
    terminfolge = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often day, times or place changed after they were public: SEQUENCE of the calendar entry."""
    anmeldung_von = models.DateTimeField(_("Anmeldung ab"), null=True, blank=True)
    anmeldung_bis = models.DateTimeField(_("Anmeldung bis"), null=True, blank=True)
    themen_bis = models.DateTimeField(_("Alle können Themen vorschlagen bis"), null=True, blank=True)
    bedarf_bis = models.DateField(_("Bedarfe angeben bis"), null=True, blank=True)
    dolmetschsprachen = ArrayField(
        models.CharField(max_length=12, choices=AUSWAHL),
        verbose_name=_("gedolmetschte Sprachen"),
        default=list,
        blank=True,
    )
    ist_veroeffentlicht = models.BooleanField(_("auf der öffentlichen Seite"), default=False)

    objects = KonferenzQuerySet.as_manager()

    class Meta:
        verbose_name = _("Konferenz")
        verbose_name_plural = _("Konferenzen")
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="konferenz_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(einlass_ab__lte=F("beginn")),
                name="konferenz_einlass_vor_beginn",
                violation_error_message=_("Der Einlass liegt nach dem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(anmeldung_bis__gt=F("anmeldung_von")),
                name="konferenz_anmeldung_zeitraum",
                violation_error_message=_("Die Anmeldung endet, bevor sie beginnt."),
            ),
            models.CheckConstraint(
                condition=Q(ist_veroeffentlicht=False)
                | Q(beginn__isnull=False, ende__isnull=False, ort__isnull=False),
                name="konferenz_oeffentlich_mit_termin",
                violation_error_message=_("Zum Veröffentlichen fehlen noch Beginn, Ende oder Ort."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.titel)

    def get_absolute_url(self) -> str:
        return reverse("konferenz:start", kwargs={"kennung": self.kennung})

    @property
    def tag(self) -> date | None:
        """The day of the conference in local time."""
        return timezone.localtime(self.beginn).date() if self.beginn else None

    @property
    def ist_vorbei(self) -> bool:
        return self.ende is not None and self.ende < uhr.jetzt()

    def anmeldung_laeuft(self, zeit: datetime) -> bool:
        """Whether the window of registration is open at `zeit`; without both ends it is closed."""
        if self.anmeldung_von is None or self.anmeldung_bis is None:
            return False
        return self.anmeldung_von <= zeit < self.anmeldung_bis

    @property
    def angebotsfrist(self) -> timedelta:
        """How long an offered seat is held: 48 h, in the last 72 h before the beginning 6 h."""
        if self.beginn and self.beginn - uhr.jetzt() <= timedelta(hours=72):
            return timedelta(hours=6)
        return timedelta(hours=48)


@pghistory.track()
class Angebot(models.Model):
    """Something that helps people to take part, described on the start page: interpreting, childcare, quiet room …"""

    class Zeichen(models.TextChoices):
        SPRACHE = "kern-icon--language", _("Sprache")
        GEBAERDE = "kern-icon--sign-language", _("Gebärdensprache")
        ROLLSTUHL = "app-icon-rollstuhl", _("Rollstuhl")
        PERSONEN = "app-icon-personen", _("Personen")
        RUHE = "kern-icon--dark-mode", _("Ruhe")
        ORT = "app-icon-ort", _("Ort")
        INFO = "kern-icon--info", _("Information")

    konferenz = models.ForeignKey(Konferenz, models.CASCADE, related_name="angebote")
    rang = models.PositiveSmallIntegerField(_("Reihenfolge"))
    zeichen = models.CharField(_("Zeichen"), max_length=40, choices=Zeichen, default=Zeichen.INFO)
    titel = I18nCharField(_("Titel"), max_length=600)
    text = I18nTextField(_("Text"))

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(
                fields=["konferenz", "rang"],
                name="angebot_rang_einmalig",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return str(self.titel)
