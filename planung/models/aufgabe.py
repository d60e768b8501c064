"""Tasks, resubmissions, milestones."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Person
from konferenz import uhr
from konferenz.models import Konferenz
from planung.models.sitzung import Tagesordnungspunkt


class AufgabeQuerySet(models.QuerySet["Aufgabe"]):
    def offen(self) -> "AufgabeQuerySet":
        return self.filter(stand__in=[Aufgabe.Stand.OFFEN, Aufgabe.Stand.IN_ARBEIT])

    def ueberfaellig(self, tag: date) -> "AufgabeQuerySet":
        """Open tasks whose last day is over on `tag`."""
        return self.offen().filter(frist__lt=tag)


@pghistory.track()
class Aufgabe(models.Model):
    """Something that one person is to do until a day, mostly out of an item of the agenda (S44)."""

    class Stand(models.TextChoices):
        OFFEN = "offen", _("offen")
        IN_ARBEIT = "in_arbeit", _("in Arbeit")
        ERLEDIGT = "erledigt", _("erledigt")
        VERWORFEN = "verworfen", _("nicht mehr nötig")

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="aufgaben", verbose_name=_("Gremium"))
    titel = models.CharField(_("Aufgabe"), max_length=200)
    beschreibung = models.TextField(_("Beschreibung"), blank=True)
    verantwortlich = models.ForeignKey(
        Person, models.PROTECT, related_name="aufgaben", verbose_name=_("verantwortlich")
    )
    frist = models.DateField(_("zu erledigen bis"), null=True, blank=True)
    herkunft = models.ForeignKey(
        Tagesordnungspunkt, models.PROTECT, null=True, blank=True, related_name="aufgaben"
    )
    stand = models.CharField(_("Stand"), max_length=10, choices=Stand, default=Stand.OFFEN)
    ergebnis = models.TextField(_("Ergebnis"), blank=True)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    erledigt_am = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    objects = AufgabeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = [models.F("frist").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand__in=["erledigt", "verworfen"], erledigt_am__isnull=False)
                | Q(stand__in=["offen", "in_arbeit"], erledigt_am__isnull=True),
                name="aufgabe_erledigt_mit_zeit",
            )
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("planung:aufgabe", kwargs={"pk": self.pk})

    @property
    def ist_ueberfaellig(self) -> bool:
        offen = self.stand in (self.Stand.OFFEN, self.Stand.IN_ARBEIT)
        return offen and self.frist is not None and self.frist < uhr.heute()


@pghistory.track()
class Wiedervorlage(models.Model):
    """A note that comes back to somebody on a day."""

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="wiedervorlagen")
    aufgabe = models.ForeignKey(Aufgabe, models.CASCADE, null=True, blank=True, related_name="wiedervorlagen")
    anlass = models.CharField(_("Anlass"), max_length=200)
    am = models.DateField(_("wieder vorlegen am"))
    an = models.ForeignKey(Person, models.PROTECT, related_name="wiedervorlagen", verbose_name=_("an"))
    erledigt_am = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Wiedervorlage")
        verbose_name_plural = _("Wiedervorlagen")
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return self.anlass


@pghistory.track()
class Meilenstein(models.Model):
    """A step on the way to the conference: planned day, and the day it was reached. `tage_vorher` keeps its distance
    when the conference moves."""

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="meilensteine")
    titel = models.CharField(_("Meilenstein"), max_length=200)
    soll_am = models.DateField(_("geplant für"))
    ist_am = models.DateField(_("erreicht am"), null=True, blank=True)
    tage_vorher = models.PositiveSmallIntegerField(_("Tage vor der Konferenz"), null=True, blank=True)

    class Meta:
        verbose_name = _("Meilenstein")
        verbose_name_plural = _("Meilensteine")
        ordering = ["soll_am", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["konferenz", "titel"],
                name="meilenstein_einmalig",
                violation_error_message=_("Diesen Meilenstein gibt es schon."),
            )
        ]

    def __str__(self) -> str:
        return self.titel
