"""Seats and waiting lists: one mechanism for the conference and for each of its working groups."""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung
from konferenz import uhr
from konferenz.models import Konferenz
from programm.models import Arbeitsgruppe, Zeitfenster


class KontingentQuerySet(models.QuerySet["Kontingent"]):
    def im_haus(self, konferenz: Konferenz) -> "KontingentQuerySet":
        """The seats of the conference itself and of all its working groups."""
        return self.filter(Q(konferenz=konferenz) | Q(arbeitsgruppe__konferenz=konferenz))

    def der_gruppen(self, konferenz: Konferenz) -> "KontingentQuerySet":
        """Those of its working groups that take place, each with its group, by number."""
        reihe = self.filter(arbeitsgruppe__konferenz=konferenz, arbeitsgruppe__abgesagt_am=None)
        return reihe.select_related("arbeitsgruppe").order_by("arbeitsgruppe__nummer")

    def mit_zahlen(self) -> "models.QuerySet[Any]":
        """With `belegt` (taken and held), `wartend`, and `frei`: what somebody would get at once, nothing while others
        wait."""
        gezaehlt = self.annotate(
            belegt=Count("belegte", distinct=True), wartend=Count("wartende", distinct=True)
        )
        rest = Greatest(F("plaetze") - F("belegt"), 0)
        return gezaehlt.annotate(frei=Case(When(wartend__gt=0, then=0), default=rest))


@pghistory.track()
class Kontingent(models.Model):
    """A number of seats that people compete for: those of a conference, or those of one of its working groups.

    The row of the conference is the lock (`FOR NO KEY UPDATE`): whoever seats, frees or resizes anything in the house
    holds it, so a seat in a group cannot come to somebody who is just cancelling, and nothing can deadlock.
    """

    konferenz = models.OneToOneField(
        Konferenz, models.PROTECT, null=True, blank=True, related_name="kontingent"
    )
    arbeitsgruppe = models.OneToOneField(
        Arbeitsgruppe, models.PROTECT, null=True, blank=True, related_name="kontingent"
    )
    plaetze = models.PositiveIntegerField(_("Plätze"))
    naechste_wartenummer = models.PositiveIntegerField(default=1)

    objects = KontingentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kontingent")
        verbose_name_plural = _("Kontingente")
        constraints = [
            models.CheckConstraint(
                condition=Q(konferenz__isnull=False, arbeitsgruppe__isnull=True)
                | Q(konferenz__isnull=True, arbeitsgruppe__isnull=False),
                name="kontingent_fuer_eines",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plaetze} Plätze"


class PlatzQuerySet(models.QuerySet["Platz"]):
    def abgelaufen(self) -> "PlatzQuerySet":
        """Held seats whose offer has run out."""
        return self.filter(angeboten_bis__lte=uhr.jetzt())

    def der_konferenz(self) -> "PlatzQuerySet":
        return self.filter(kontingent__konferenz__isnull=False)

    def in_gruppen(self) -> "PlatzQuerySet":
        return self.filter(kontingent__arbeitsgruppe__isnull=False)


@pghistory.track()
class Platz(models.Model):
    """A taken seat; with `angeboten_bis` it is held for somebody who has not accepted yet. Held counts as taken.

    The number is at most the capacity: a trigger refuses seat 51 of 50 even where somebody forgot the lock.
    """

    kontingent = models.ForeignKey(Kontingent, models.PROTECT, related_name="belegte")
    nummer = models.PositiveIntegerField(_("Platz"))
    anmeldung = models.ForeignKey(Anmeldung, models.PROTECT, related_name="plaetze")
    angeboten_bis = models.DateTimeField(_("angeboten bis"), null=True, blank=True)
    vergeben_am = models.DateTimeField(_("vergeben am"), default=uhr.jetzt)

    objects = PlatzQuerySet.as_manager()

    class Meta:
        verbose_name = _("Platz")
        verbose_name_plural = _("Plätze")
        constraints = [
            models.UniqueConstraint(fields=["kontingent", "nummer"], name="platz_nummer_einmalig"),
            models.UniqueConstraint(fields=["kontingent", "anmeldung"], name="platz_einer_je_anmeldung"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="platz_nummer_ab_eins"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="platz_im_kontingent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("grenze", "integer")],
                func=(
                    "SELECT plaetze INTO grenze FROM anmeldung_kontingent WHERE id = NEW.kontingent_id; "
                    "IF NEW.nummer > grenze THEN RAISE EXCEPTION 'platz % ueber der grenze %', NEW.nummer, grenze "
                    "USING ERRCODE = 'check_violation', CONSTRAINT = 'platz_im_kontingent'; END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="platz_belegt_zeit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("angeboten_bis"),
                condition=pgtrigger.Q(new__angeboten_bis__isnull=True),
                func=(
                    "INSERT INTO anmeldung_belegung (platz_id, anmeldung_id, zeitfenster_id) "
                    "SELECT NEW.id, NEW.anmeldung_id, p.zeitfenster_id FROM anmeldung_kontingent k "
                    "JOIN programm_programmpunkt p ON p.arbeitsgruppe_id = k.arbeitsgruppe_id "
                    "WHERE k.id = NEW.kontingent_id AND p.zeitfenster_id IS NOT NULL AND NOT EXISTS "
                    "(SELECT FROM anmeldung_belegung b WHERE b.platz_id = NEW.id "
                    "AND b.zeitfenster_id = p.zeitfenster_id); RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Platz {self.nummer}"


class Belegung(models.Model):
    """Somebody sits in a working group during a slot. Slots never overlap, so two workshops overlap exactly if they
    share one: the unique constraint refuses the second, even where somebody forgot to look.

    A trigger writes the rows with the seat, `actions.nachziehen` moves them with the grid. A held seat has none: who
    is offered one may sit elsewhere until she accepts.
    """

    platz = models.ForeignKey(Platz, models.CASCADE, related_name="belegungen")
    anmeldung = models.ForeignKey(Anmeldung, models.PROTECT, related_name="belegungen")
    zeitfenster = models.ForeignKey(Zeitfenster, models.PROTECT, related_name="belegungen")

    class Meta:
        verbose_name = _("Belegung")
        verbose_name_plural = _("Belegungen")
        constraints = [
            models.UniqueConstraint(
                fields=["anmeldung", "zeitfenster"],
                name="belegung_nie_zwei_zugleich",
                violation_error_message=_("Zu dieser Zeit hat die Person schon eine Arbeitsgruppe."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.platz} ({self.zeitfenster})"


class WarteplatzQuerySet(models.QuerySet["Warteplatz"]):
    def der_konferenz(self) -> "WarteplatzQuerySet":
        return self.filter(kontingent__konferenz__isnull=False)

    def in_gruppen(self) -> "WarteplatzQuerySet":
        return self.filter(kontingent__arbeitsgruppe__isnull=False)

    def mit_rang(self) -> "WarteplatzQuerySet":
        """With `davor`: how many wait before each in the same list."""
        davor = Warteplatz.objects.filter(kontingent=OuterRef("kontingent"), nummer__lt=OuterRef("nummer"))
        zahl = davor.order_by().values("kontingent").annotate(zahl=Count("pk")).values("zahl")
        return self.annotate(davor=Coalesce(Subquery(zahl), 0))


@pghistory.track()
class Warteplatz(models.Model):
    """A waiting number, drawn once from the locked row of the seats and never given again."""

    kontingent = models.ForeignKey(Kontingent, models.PROTECT, related_name="wartende")
    nummer = models.PositiveIntegerField(_("Wartenummer"))
    anmeldung = models.ForeignKey(Anmeldung, models.PROTECT, related_name="warteplaetze")
    seit = models.DateTimeField(_("seit"), default=uhr.jetzt)

    objects = WarteplatzQuerySet.as_manager()

    class Meta:
        verbose_name = _("Warteplatz")
        verbose_name_plural = _("Warteliste")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["kontingent", "nummer"], name="warteplatz_nummer_einmalig"),
            models.UniqueConstraint(fields=["kontingent", "anmeldung"], name="warteplatz_einer_je_anmeldung"),
        ]

    def __str__(self) -> str:
        return f"Warteplatz {self.nummer}"
