"""Contributors: who leads, moderates, speaks, interprets, takes notes; in which languages and when they can."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from beirat.models import Person
from konferenz.models import Konferenz
from konferenz.sprachen import AUSWAHL, SPRACHEN
from programm.models.arbeitsgruppe import Arbeitsgruppe
from programm.models.raster import Programmpunkt


class MitwirkendeQuerySet(models.QuerySet["Mitwirkende"]):
    def oeffentlich(self) -> "MitwirkendeQuerySet":
        """Those whose name may be shown now; a withdrawn consent counts at once, in released programmes too."""
        return self.filter(ist_oeffentlich=True, zustimmung_am__isnull=False)


@pghistory.track()
class Mitwirkende(models.Model):
    """A person who contributes to one conference. The name is public only with consent, given to us in person or on
    paper (`zustimmung_nachweis`: the file reference)."""

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="mitwirkende")
    person = models.ForeignKey(Person, models.PROTECT, related_name="auftritte", verbose_name=_("Person"))
    sprachen = ArrayField(
        models.CharField(max_length=12, choices=AUSWAHL), verbose_name=_("Sprachen"), default=list, blank=True
    )
    ueber = I18nTextField(_("Kurze Vorstellung"), blank=True)
    zustimmung_am = models.DateTimeField(_("Zustimmung am"), null=True, blank=True)
    zustimmung_nachweis = models.CharField(_("Nachweis der Zustimmung"), max_length=200, blank=True)
    ist_oeffentlich = models.BooleanField(_("Name öffentlich"), default=False)

    objects = MitwirkendeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mitwirkende Person")
        verbose_name_plural = _("Mitwirkende")
        ordering = ["person__anzeigename", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["konferenz", "person"],
                name="mitwirkende_einmal_je_konferenz",
                violation_error_message=_("Diese Person wirkt schon an der Konferenz mit."),
            ),
            models.CheckConstraint(
                condition=Q(ist_oeffentlich=False) | Q(zustimmung_am__isnull=False),
                name="mitwirkende_oeffentlich_mit_zustimmung",
                violation_error_message=_("Ohne Zustimmung bleibt der Name verborgen."),
            ),
            models.CheckConstraint(
                condition=Q(zustimmung_am__isnull=True) | ~Q(zustimmung_nachweis=""),
                name="mitwirkende_zustimmung_mit_nachweis",
                violation_error_message=_("Nennen Sie den Nachweis der Zustimmung."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


@pghistory.track()
class Verfuegbarkeit(models.Model):
    """A time when somebody can; without any, nobody has asked yet."""

    mitwirkende = models.ForeignKey(Mitwirkende, models.CASCADE, related_name="verfuegbarkeiten")
    beginn = models.DateTimeField(_("von"))
    ende = models.DateTimeField(_("bis"))

    class Meta:
        verbose_name = _("Verfügbarkeit")
        verbose_name_plural = _("Verfügbarkeiten")
        ordering = ["beginn"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="verfuegbarkeit_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.beginn:%d.%m.%Y %H:%M}"


@pghistory.track()
class Mitwirkung(models.Model):
    """What somebody does in an item or, each time it meets, in a working group.

    `sprache` is the language interpreted into; interpreters into German Sign Language and captioners need none.
    """

    class Rolle(models.TextChoices):
        LEITUNG = "leitung", _("Leitung")
        MODERATION = "moderation", _("Moderation")
        VORTRAG = "vortrag", _("Vortrag")
        PROTOKOLL = "protokoll", _("Protokoll")
        DOLMETSCHEN = "dolmetschen", _("Dolmetschen")
        GEBAERDEN = "gebaerden", _("Gebärdensprachdolmetschen")
        SCHRIFT = "schrift", _("Schriftdolmetschen")

    mitwirkende = models.ForeignKey(Mitwirkende, models.PROTECT, related_name="mitwirkungen")
    programmpunkt = models.ForeignKey(
        Programmpunkt, models.CASCADE, null=True, blank=True, related_name="mitwirkungen"
    )
    arbeitsgruppe = models.ForeignKey(
        Arbeitsgruppe, models.CASCADE, null=True, blank=True, related_name="mitwirkungen"
    )
    rolle = models.CharField(_("Aufgabe"), max_length=11, choices=Rolle)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, blank=True)

    class Meta:
        verbose_name = _("Mitwirkung")
        verbose_name_plural = _("Mitwirkungen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programmpunkt__isnull=False, arbeitsgruppe__isnull=True)
                | Q(programmpunkt__isnull=True, arbeitsgruppe__isnull=False),
                name="mitwirkung_an_einem",
            ),
            models.CheckConstraint(
                condition=Q(rolle="dolmetschen", sprache__gt="") | (~Q(rolle="dolmetschen") & Q(sprache="")),
                name="mitwirkung_dolmetschen_mit_sprache",
                violation_error_message=_("Nennen Sie die Sprache, in die gedolmetscht wird."),
            ),
            models.UniqueConstraint(
                fields=["mitwirkende", "programmpunkt", "arbeitsgruppe", "rolle", "sprache"],
                nulls_distinct=False,
                name="mitwirkung_einmalig",
                violation_error_message=_("Das ist schon eingetragen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mitwirkende} ({self.get_rolle_display()})"

    @property
    def sprache_deutsch(self) -> str:
        """The language for staff; empty without one."""
        return SPRACHEN[self.sprache].name_deutsch if self.sprache else ""
