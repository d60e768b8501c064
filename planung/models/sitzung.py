"""Meetings, their agenda, papers, invitations and answers."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Person
from konferenz import uhr
from konferenz.models import Drucksache, Nachricht, Ort
from planung import namen
from planung.models.terminfindung import Terminoption
from planung.models.thema import Thema


class SitzungQuerySet(models.QuerySet["Sitzung"]):
    def mit_rahmen(self) -> "SitzungQuerySet":
        return self.select_related("gremium__konferenz", "ort")

    def mit_erinnerungen(self) -> "SitzungQuerySet":
        """Meetings ahead to which people are invited."""
        return self.filter(stand=Sitzung.Stand.EINGELADEN, beginn__gt=uhr.jetzt())

    def kommend(self) -> "SitzungQuerySet":
        """Meetings that are not over and not cancelled, the next first."""
        return self.filter(ende__gt=uhr.jetzt()).exclude(stand=Sitzung.Stand.ABGESAGT).order_by("beginn")


@pghistory.track()
class Sitzung(models.Model):
    """A meeting of a body. Times are stored in UTC and shown in Europe/Berlin.

    `generation` rises when it is moved: reminders are armed anew, from `scharf_seit` on. `sequenz` rises with
    everything that a calendar has to learn (RFC 5545 SEQUENCE); `uid` stays for ever.
    """

    class Form(models.TextChoices):
        PRAESENZ = "praesenz", _("vor Ort")
        HYBRID = "hybrid", _("vor Ort und online")
        DIGITAL = "digital", _("online")

    class Stand(models.TextChoices):
        GEPLANT = "geplant", _("geplant")
        EINGELADEN = "eingeladen", _("eingeladen")
        LAEUFT = "laeuft", _("läuft")
        BEENDET = "beendet", _("beendet")
        ABGESAGT = "abgesagt", _("abgesagt")

    UEBERGAENGE = {
        Stand.GEPLANT: {Stand.EINGELADEN, Stand.ABGESAGT},
        Stand.EINGELADEN: {Stand.LAEUFT, Stand.ABGESAGT},
        Stand.LAEUFT: {Stand.BEENDET},
        Stand.BEENDET: set(),
        Stand.ABGESAGT: set(),
    }

    uid = models.UUIDField(default=uuid4, editable=False, unique=True)
    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="sitzungen", verbose_name=_("Gremium"))
    nummer = models.PositiveSmallIntegerField(_("Nummer"))
    beginn = models.DateTimeField(_("Beginn"))
    ende = models.DateTimeField(_("Ende"))
    form = models.CharField(_("Form"), max_length=8, choices=Form, default=Form.PRAESENZ)
    ort = models.ForeignKey(Ort, models.PROTECT, null=True, blank=True, verbose_name=_("Ort"))
    raum = models.CharField(_("Raum"), max_length=100, blank=True)
    zugangshinweis = models.TextField(_("Hinweise zum Zugang"), blank=True)
    videolink = models.URLField(_("Adresse der Videokonferenz"), blank=True)
    einwahl = models.CharField(_("Einwahl am Telefon"), max_length=200, blank=True)
    ist_oeffentlich = models.BooleanField(_("öffentliche Sitzung"), default=False)
    stand = models.CharField(_("Stand"), max_length=10, choices=Stand, default=Stand.GEPLANT)
    absagegrund = models.CharField(_("Grund der Absage"), max_length=300, blank=True)
    generation = models.PositiveSmallIntegerField(default=0)
    sequenz = models.PositiveSmallIntegerField(default=0)
    scharf_seit = models.DateTimeField(null=True, blank=True)
    terminoption = models.OneToOneField(
        Terminoption, models.PROTECT, null=True, blank=True, related_name="sitzung"
    )
    eroeffnet_am = models.DateTimeField(_("eröffnet um"), null=True, blank=True)
    geschlossen_am = models.DateTimeField(_("geschlossen um"), null=True, blank=True)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SitzungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sitzung")
        verbose_name_plural = _("Sitzungen")
        ordering = ["-beginn"]
        indexes = [models.Index(fields=["gremium", "beginn"], name="sitzung_beginn")]
        constraints = [
            models.UniqueConstraint(fields=["gremium", "nummer"], name="sitzung_nummer_einmalig"),
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="sitzung_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                condition=~Q(stand="abgesagt") | ~Q(absagegrund=""),
                name="sitzung_absage_mit_grund",
                violation_error_message=_("Nennen Sie den Grund der Absage."),
            ),
            models.CheckConstraint(
                condition=Q(form="digital") | Q(ort__isnull=False) | Q(stand="geplant"),
                name="sitzung_mit_ort",
                violation_error_message=_("Für eine Sitzung vor Ort fehlt der Ort."),
            ),
            models.CheckConstraint(
                condition=Q(form="praesenz") | ~Q(videolink="") | Q(stand="geplant"),
                name="sitzung_mit_videolink",
                violation_error_message=_("Für die Teilnahme online fehlt die Adresse der Videokonferenz."),
            ),
        ]

    def __str__(self) -> str:
        return namen.sitzung(self.nummer)

    def get_absolute_url(self) -> str:
        return reverse("planung:sitzung", kwargs={"pk": self.pk})

    @property
    def hat_begonnen(self) -> bool:
        return self.beginn <= uhr.jetzt()

    @property
    def ist_vorbei(self) -> bool:
        return self.stand == self.Stand.BEENDET or self.ende <= uhr.jetzt()


@pghistory.track()
class Vorlagenpunkt(models.Model):
    """One line of the agenda that meetings of a body begin with."""

    gremium = models.ForeignKey(Gremium, models.CASCADE, related_name="vorlagenpunkte")
    position = models.PositiveSmallIntegerField(_("Platz"))
    titel = models.CharField(_("Titel"), max_length=200)
    art = models.CharField(max_length=16, default="sache")
    minuten = models.PositiveSmallIntegerField(_("Minuten"), default=5)
    ist_oeffentlich = models.BooleanField(_("öffentlich"), default=True)

    class Meta:
        verbose_name = _("Punkt der Vorlage")
        verbose_name_plural = _("Vorlage der Tagesordnung")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.titel


class TagesordnungspunktQuerySet(models.QuerySet["Tagesordnungspunkt"]):
    def in_ordnung(self) -> "TagesordnungspunktQuerySet":
        """In the printed order: items with their sub-items behind them."""
        return self.select_related("uebergeordnet").order_by(
            Coalesce("uebergeordnet__position", "position"),
            F("uebergeordnet_id").asc(nulls_first=True),
            "position",
        )


@pghistory.track()
class Tagesordnungspunkt(models.Model):
    """An item of the agenda, or a sub-item of one (one level).

    Before dispatch numbers follow the order; afterwards `nummer` is fixed and an insertion gets a letter (3a). The
    minutes keep the place; `behandelt_als` is the order in which items were really taken. `minuten` is its time budget.
    Who may not see a non-public item sees "nichtöffentlich" in place of its title.
    """

    class Art(models.TextChoices):
        EROEFFNUNG = "eroeffnung", _("Eröffnung, Feststellung der Tagesordnung")
        LADUNGSFRIST = "ladungsfrist", _("Bestätigung der verkürzten Ladungsfrist")
        GENEHMIGUNG = "genehmigung", _("Genehmigung einer Niederschrift")
        AUFGABEN = "aufgaben", _("Aufgabenkontrolle")
        SACHE = "sache", _("Sachthema")
        MITTEILUNG = "mitteilung", _("Mitteilungen")
        VERSCHIEDENES = "verschiedenes", _("Verschiedenes, nächster Termin")

    class Stand(models.TextChoices):
        VORGESEHEN = "vorgesehen", _("vorgesehen")
        AUFGERUFEN = "aufgerufen", _("wird behandelt")
        BEHANDELT = "behandelt", _("behandelt")
        ABGESETZT = "abgesetzt", _("von der Tagesordnung genommen")
        VERTAGT = "vertagt", _("vertagt")

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="punkte")
    uebergeordnet = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="unterpunkte"
    )
    position = models.PositiveSmallIntegerField(_("Platz"))
    nummer = models.CharField(_("Nummer"), max_length=10, blank=True)
    art = models.CharField(_("Art"), max_length=16, choices=Art, default=Art.SACHE)
    titel = models.CharField(_("Titel"), max_length=300)
    beschreibung = models.TextField(_("Worum geht es?"), blank=True)
    ist_oeffentlich = models.BooleanField(_("öffentlich"), default=True)
    minuten = models.PositiveSmallIntegerField(_("Minuten"), default=10)
    berichtet = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wer berichtet")
    )
    drucksache = models.ForeignKey(
        Drucksache, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Drucksache")
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="punkte", verbose_name=_("Thema")
    )
    stand = models.CharField(_("Stand"), max_length=10, choices=Stand, default=Stand.VORGESEHEN)
    behandelt_als = models.PositiveSmallIntegerField(_("behandelt an Stelle"), null=True, blank=True)
    aufgerufen_am = models.DateTimeField(_("aufgerufen um"), null=True, blank=True)

    objects = TagesordnungspunktQuerySet.as_manager()

    class Meta:
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnung")
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "nummer"], condition=~Q(nummer=""), name="top_nummer_einmalig"
            ),
            models.UniqueConstraint(
                fields=["sitzung", "behandelt_als"],
                name="top_reihenfolge_einmalig",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["sitzung"], condition=Q(stand="aufgerufen"), name="top_nur_einer_aufgerufen"
            ),
        ]

    def __str__(self) -> str:
        return f"TOP {self.nummer or '–'}"


@pghistory.track()
class Einladung(models.Model):
    """One version of the invitation as it was sent: version 1, then "Nachtrag 1", … `inhalt` is the agenda of that
    moment (list of items), so that versions can be compared.

    `ist_verkuerzt`: fewer full days than the body's notice period lie between; then a reason is needed and an item
    that confirms it (S35).
    """

    sitzung = models.ForeignKey(Sitzung, models.PROTECT, related_name="einladungen")
    version = models.PositiveSmallIntegerField(_("Fassung"))
    versandt_am = models.DateTimeField(_("versandt am"), default=uhr.jetzt)
    versandt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    anschreiben = models.TextField(_("Anschreiben"), blank=True)
    ist_verkuerzt = models.BooleanField(_("verkürzte Ladungsfrist"), default=False)
    begruendung = models.TextField(_("Begründung der Eile"), blank=True)
    inhalt = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "version"], name="einladung_version_einmalig"),
            models.CheckConstraint(
                condition=Q(ist_verkuerzt=False) | ~Q(begruendung=""),
                name="einladung_verkuerzt_mit_grund",
                violation_error_message=_("Eine verkürzte Ladungsfrist braucht eine Begründung."),
            ),
        ]

    def __str__(self) -> str:
        return namen.einladung(self.version)


@pghistory.track()
class Zustellung(models.Model):
    """One letter of an invitation: to whom and on which way; how far it came says the letter itself."""

    einladung = models.ForeignKey(Einladung, models.PROTECT, related_name="zustellungen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    nachricht = models.OneToOneField(Nachricht, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Zustellung")
        verbose_name_plural = _("Zustellungen")
        constraints = [models.UniqueConstraint(fields=["einladung", "person"], name="zustellung_einmalig")]

    def __str__(self) -> str:
        return f"{self.person}: {self.einladung}"


@pghistory.track()
class Teilnahme(models.Model):
    """What somebody answers to the invitation (iCalendar PARTSTAT); no row is "no answer". A move asks anew."""

    class Antwort(models.TextChoices):
        ZUGESAGT = "zugesagt", _("zugesagt")
        VIELLEICHT = "vielleicht", _("vielleicht")
        ABGESAGT = "abgesagt", _("abgesagt")

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="teilnahmen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="teilnahmen")
    antwort = models.CharField(_("Antwort"), max_length=10, choices=Antwort)
    bemerkung = models.CharField(_("Bemerkung"), max_length=300, blank=True)
    generation = models.PositiveSmallIntegerField(default=0)
    geantwortet_am = models.DateTimeField(_("geantwortet am"), default=uhr.jetzt)
    eingetragen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Antwort auf die Einladung")
        verbose_name_plural = _("Antworten auf die Einladung")
        constraints = [models.UniqueConstraint(fields=["sitzung", "person"], name="teilnahme_einmalig")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_antwort_display()}"
