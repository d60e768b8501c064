"""Finding a date: the poll, its options, who was asked and what they answered; days that staff should mind."""

from uuid import uuid4

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Person
from konferenz import uhr
from konferenz.models import Ort


@pghistory.track()
class Kalenderhinweis(models.Model):
    """School holidays, religious and public holidays: a hint beside a date, never a prohibition. Staff edit them."""

    class Art(models.TextChoices):
        FERIEN = "ferien", _("Schulferien")
        FEIERTAG = "feiertag", _("gesetzlicher Feiertag")
        RELIGION = "religion", _("religiöser Feiertag")

    name = models.CharField(_("Name"), max_length=100)
    art = models.CharField(_("Art"), max_length=10, choices=Art)
    von = models.DateField(_("von"))
    bis = models.DateField(_("bis"))

    class Meta:
        verbose_name = _("Kalenderhinweis")
        verbose_name_plural = _("Kalenderhinweise")
        ordering = ["von", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "von"], name="kalenderhinweis_einmalig"),
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="kalenderhinweis_zeitraum",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TerminumfrageQuerySet(models.QuerySet["Terminumfrage"]):
    def offen(self) -> "TerminumfrageQuerySet":
        """Polls that still take answers."""
        return self.filter(stand=Terminumfrage.Stand.OFFEN, frist__gt=uhr.jetzt())


@pghistory.track()
class Terminumfrage(models.Model):
    """A date poll among the members of a body. Answers are taken until `frist`; the chosen option becomes a meeting."""

    class Stand(models.TextChoices):
        OFFEN = "offen", _("läuft")
        ENTSCHIEDEN = "entschieden", _("Termin gewählt")
        ABGEBROCHEN = "abgebrochen", _("abgebrochen")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gremium = models.ForeignKey(
        Gremium, models.PROTECT, related_name="terminumfragen", verbose_name=_("Gremium")
    )
    titel = models.CharField(_("Worum geht es?"), max_length=200)
    hinweis = models.TextField(_("Hinweis für die Mitglieder"), blank=True)
    dauer_minuten = models.PositiveSmallIntegerField(_("Dauer in Minuten"), default=120)
    ort = models.ForeignKey(Ort, models.PROTECT, null=True, blank=True, verbose_name=_("Ort"))
    raum = models.CharField(_("Raum"), max_length=100, blank=True)
    frist = models.DateTimeField(_("Antworten bis"))
    stand = models.CharField(_("Stand"), max_length=12, choices=Stand, default=Stand.OFFEN)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TerminumfrageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Terminumfrage")
        verbose_name_plural = _("Terminumfragen")
        ordering = ["-angelegt_am"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dauer_minuten__gte=5, dauer_minuten__lte=1440),
                name="terminumfrage_dauer",
                violation_error_message=_("Die Dauer liegt zwischen 5 Minuten und 24 Stunden."),
            )
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("planung:umfrage", kwargs={"pk": self.pk})

    @property
    def nimmt_antworten(self) -> bool:
        return self.stand == self.Stand.OFFEN and self.frist > uhr.jetzt()


@pghistory.track()
class Terminoption(models.Model):
    """One proposed beginning."""

    umfrage = models.ForeignKey(Terminumfrage, models.CASCADE, related_name="optionen")
    beginn = models.DateTimeField(_("Beginn"))
    ist_gewaehlt = models.BooleanField(_("gewählt"), default=False)

    class Meta:
        verbose_name = _("Terminvorschlag")
        verbose_name_plural = _("Terminvorschläge")
        ordering = ["beginn"]
        constraints = [
            models.UniqueConstraint(fields=["umfrage", "beginn"], name="terminoption_einmalig"),
            models.UniqueConstraint(
                fields=["umfrage"], condition=Q(ist_gewaehlt=True), name="terminoption_eine_gewaehlt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beginn:%d.%m.%Y %H:%M}"


@pghistory.track()
class Umfrageteilnahme(models.Model):
    """Somebody who is asked: a member of the body when the poll opened, or a guest that was added."""

    umfrage = models.ForeignKey(Terminumfrage, models.CASCADE, related_name="teilnahmen")
    person = models.ForeignKey(Person, models.PROTECT, related_name="umfrageteilnahmen")
    geantwortet_am = models.DateTimeField(_("geantwortet am"), null=True, blank=True)
    bemerkung = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Teilnahme an einer Umfrage")
        verbose_name_plural = _("Teilnahmen an Umfragen")
        ordering = ["person__anzeigename"]
        constraints = [
            models.UniqueConstraint(fields=["umfrage", "person"], name="umfrageteilnahme_einmalig")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.umfrage})"


@pghistory.track()
class Terminantwort(models.Model):
    """What one person says about one option; no row is "no answer"."""

    class Wert(models.TextChoices):
        JA = "ja", _("ja")
        VIELLEICHT = "vielleicht", _("wenn es sein muss")
        NEIN = "nein", _("nein")

    teilnahme = models.ForeignKey(Umfrageteilnahme, models.CASCADE, related_name="antworten")
    option = models.ForeignKey(Terminoption, models.CASCADE, related_name="antworten")
    wert = models.CharField(_("Antwort"), max_length=10, choices=Wert)

    class Meta:
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")
        constraints = [models.UniqueConstraint(fields=["teilnahme", "option"], name="terminantwort_einmalig")]

    def __str__(self) -> str:
        return self.get_wert_display()
