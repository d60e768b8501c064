"""What happens in a meeting: who is there, who may not take part, what is voted on; and votes between meetings."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Person
from konferenz import uhr
from planung.models.sitzung import Sitzung, Tagesordnungspunkt


@pghistory.track()
class Anwesenheit(models.Model):
    """Attendance of one person in one meeting; `von` and `bis` are moments, empty means from the beginning or to the
    end. A deputy names whom she stands for."""

    class Status(models.TextChoices):
        ANWESEND = "anwesend", _("anwesend")
        ENTSCHULDIGT = "entschuldigt", _("entschuldigt")
        UNENTSCHULDIGT = "unentschuldigt", _("nicht entschuldigt")
        GAST = "gast", _("Gast")

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="anwesenheiten")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="anwesenheiten")
    gastname = models.CharField(_("Name des Gastes"), max_length=200, blank=True)
    status = models.CharField(_("Status"), max_length=14, choices=Status)
    vertritt = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vertritt")
    )
    von = models.DateTimeField(_("gekommen um"), null=True, blank=True)
    bis = models.DateTimeField(_("gegangen um"), null=True, blank=True)

    class Meta:
        verbose_name = _("Anwesenheit")
        verbose_name_plural = _("Anwesenheit")
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "person"], name="anwesenheit_einmalig"),
            models.UniqueConstraint(
                fields=["sitzung", "vertritt"],
                condition=Q(status="anwesend"),
                name="anwesenheit_eine_vertretung",
                violation_error_message=_("Dieses Mitglied wird schon vertreten."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, gastname="")
                | Q(person__isnull=True, status="gast") & ~Q(gastname=""),
                name="anwesenheit_person_oder_gast",
                violation_error_message=_(
                    "Wer nicht im Verzeichnis steht, wird als Gast mit Namen eingetragen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(von__isnull=True) | Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="anwesenheit_zeitraum",
                violation_error_message=_("Wer geht, ist vorher gekommen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.gastname}: {self.get_status_display()}"


@pghistory.track()
class Befangenheit(models.Model):
    """A member takes no part in an item (Mitwirkungsverbot): out of the vote and out of the count for it."""

    class Grund(models.TextChoices):
        TRAEGER = "traeger", _("arbeitet für den betroffenen Träger oder leitet ihn")
        EIGENE_SACHE = "eigene_sache", _("ist selbst oder durch Angehörige betroffen")
        ERKLAERT = "erklaert", _("hat sich selbst für befangen erklärt")

    punkt = models.ForeignKey(Tagesordnungspunkt, models.CASCADE, related_name="befangene")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    grund = models.CharField(_("Grund"), max_length=12, choices=Grund)

    class Meta:
        verbose_name = _("Befangenheit")
        verbose_name_plural = _("Befangenheiten")
        constraints = [models.UniqueConstraint(fields=["punkt", "person"], name="befangenheit_einmalig")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_grund_display()}"


@pghistory.track()
class Abstimmung(models.Model):
    """A vote on an item: counts, result, and whether the body was able to decide then (`quorum`: what was counted).

    A tie is a rejection. Without a quorum it is refused or stored as STIMMUNGSBILD.
    """

    class Ergebnis(models.TextChoices):
        ANGENOMMEN = "angenommen", _("angenommen")
        ABGELEHNT = "abgelehnt", _("abgelehnt")
        STIMMUNGSBILD = "stimmungsbild", _("Stimmungsbild ohne Beschluss")

    punkt = models.ForeignKey(Tagesordnungspunkt, models.CASCADE, related_name="abstimmungen")
    gegenstand = models.TextField(_("Worüber wird abgestimmt?"))
    ja = models.PositiveSmallIntegerField(_("Ja"))
    nein = models.PositiveSmallIntegerField(_("Nein"))
    enthaltung = models.PositiveSmallIntegerField(_("Enthaltung"), default=0)
    ergebnis = models.CharField(_("Ergebnis"), max_length=13, choices=Ergebnis)
    stimmberechtigte = models.PositiveSmallIntegerField(_("anwesende Stimmberechtigte"))
    quorum = models.JSONField(default=dict)
    am = models.DateTimeField(_("abgestimmt um"), default=uhr.jetzt)
    eingetragen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Abstimmung")
        verbose_name_plural = _("Abstimmungen")
        ordering = ["am", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stimmberechtigte__gte=F("ja") + F("nein") + F("enthaltung")),
                name="abstimmung_nicht_mehr_stimmen",
                violation_error_message=_("Es sind mehr Stimmen als anwesende Stimmberechtigte."),
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="stimmungsbild")
                | Q(ergebnis="angenommen", ja__gt=F("nein"))
                | Q(ergebnis="abgelehnt", ja__lte=F("nein")),
                name="abstimmung_mehrheit",
                violation_error_message=_("Angenommen ist, was mehr Ja- als Nein-Stimmen hat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ja} Ja, {self.nein} Nein, {self.enthaltung} Enthaltungen"


@pghistory.track()
class Umlaufbeschluss(models.Model):
    """A vote by circulation between meetings, until `frist`; refused as soon as one member objects to the way."""

    class Stand(models.TextChoices):
        OFFEN = "offen", _("läuft")
        ANGENOMMEN = "angenommen", _("angenommen")
        ABGELEHNT = "abgelehnt", _("abgelehnt")
        WIDERSPROCHEN = "widersprochen", _("Umlaufverfahren abgelehnt, kommt in die nächste Sitzung")
        OHNE_QUORUM = "ohne_quorum", _("nicht beschlussfähig, kommt in die nächste Sitzung")

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="umlaufbeschluesse")
    gegenstand = models.CharField(_("Gegenstand"), max_length=200)
    text = models.TextField(_("Beschlussvorschlag"))
    ist_oeffentlich = models.BooleanField(_("öffentlich"), default=True)
    frist = models.DateTimeField(_("Stimmen bis"))
    stand = models.CharField(_("Stand"), max_length=13, choices=Stand, default=Stand.OFFEN)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beendet_am = models.DateTimeField(_("beendet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Umlaufbeschluss")
        verbose_name_plural = _("Umlaufbeschlüsse")
        ordering = ["-angelegt_am"]

    def __str__(self) -> str:
        return self.gegenstand

    def get_absolute_url(self) -> str:
        return reverse("planung:umlauf", kwargs={"pk": self.pk})


@pghistory.track()
class Umlaufstimme(models.Model):
    """The vote of one member by circulation; open by name, as in a letter to the chair."""

    class Wert(models.TextChoices):
        JA = "ja", _("Ja")
        NEIN = "nein", _("Nein")
        ENTHALTUNG = "enthaltung", _("Enthaltung")
        WIDERSPRUCH = "widerspruch", _("Ich möchte, dass in einer Sitzung entschieden wird")

    umlauf = models.ForeignKey(Umlaufbeschluss, models.CASCADE, related_name="stimmen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wert = models.CharField(_("Stimme"), max_length=11, choices=Wert)
    am = models.DateTimeField(_("abgegeben am"), default=uhr.jetzt)

    class Meta:
        verbose_name = _("Stimme")
        verbose_name_plural = _("Stimmen")
        constraints = [models.UniqueConstraint(fields=["umlauf", "person"], name="umlaufstimme_einmalig")]

    def __str__(self) -> str:
        return self.get_wert_display()
