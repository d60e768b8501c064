"""The grid of a conference: rooms across, slots down, one item in each cell at most."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from konferenz.models import Konferenz, Ort
from konferenz.sprachen import AUSWAHL
from programm.models.arbeitsgruppe import Arbeitsgruppe


@pghistory.track()
class Raum(models.Model):
    """A room of a venue. `plaetze` are persons; `lage` says how to find it without seeing a plan."""

    ort = models.ForeignKey(Ort, models.PROTECT, related_name="raeume", verbose_name=_("Ort"))
    name = models.CharField(_("Raum"), max_length=100)
    plaetze = models.PositiveSmallIntegerField(_("Plätze"))
    ist_stufenlos = models.BooleanField(_("ohne Stufen erreichbar"), default=False)
    hat_induktion = models.BooleanField(_("Induktionsschleife"), default=False)
    lage = I18nTextField(_("So finden Sie den Raum"), blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Raum")
        verbose_name_plural = _("Räume")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["ort", "name"],
                name="raum_name_einmalig",
                violation_error_message=_("Diesen Raum gibt es an diesem Ort schon."),
            ),
            models.CheckConstraint(
                condition=Q(plaetze__gte=1),
                name="raum_mit_plaetzen",
                violation_error_message=_("Ein Raum hat mindestens einen Platz."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Zeitfenster(models.Model):
    """A slot of the day. Slots of one conference never overlap, so two items overlap exactly if they share a slot."""

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="zeitfenster")
    beginn = models.DateTimeField(_("Beginn"))
    ende = models.DateTimeField(_("Ende"))

    class Meta:
        verbose_name = _("Zeitfenster")
        verbose_name_plural = _("Zeitfenster")
        ordering = ["beginn"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="zeitfenster_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            ExclusionConstraint(
                # int8range stands for the number: the embedded PostgreSQL has no btree_gist
                name="zeitfenster_ohne_ueberschneidung",
                expressions=[
                    (
                        Func("konferenz_id", "konferenz_id", Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func("beginn", "ende", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("In dieser Zeit liegt schon ein anderes Zeitfenster."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beginn:%d.%m.%Y %H:%M}"


class ProgrammpunktQuerySet(models.QuerySet["Programmpunkt"]):
    def geplant(self) -> "ProgrammpunktQuerySet":
        """Items with a time; the others wait beside the grid."""
        return self.filter(zeitfenster__isnull=False)

    def in_ordnung(self) -> "ProgrammpunktQuerySet":
        """With slot, room and working group, by time, then by room."""
        return self.select_related("zeitfenster", "raum", "arbeitsgruppe").order_by(
            "zeitfenster__beginn", "raum__position", "raum__name", "id"
        )


@pghistory.track()
class Programmpunkt(models.Model):
    """What happens in a slot: something for all, a break, or a meeting of a working group.

    A working group may meet several times ("Fragen sammeln", "Empfehlungen schreiben"), once in a slot at most;
    language and interpreting are then those of the group.
    """

    class Art(models.TextChoices):
        PLENUM = "plenum", _("für alle")
        ARBEITSGRUPPE = "arbeitsgruppe", _("Arbeitsgruppe")
        PAUSE = "pause", _("Pause")

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="programmpunkte")
    art = models.CharField(_("Art"), max_length=13, choices=Art, default=Art.PLENUM)
    titel = I18nCharField(_("Titel"), max_length=1000, blank=True)
    text = I18nTextField(_("Beschreibung"), blank=True)
    arbeitsgruppe = models.ForeignKey(
        Arbeitsgruppe,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmpunkte",
        verbose_name=_("Arbeitsgruppe"),
    )
    zeitfenster = models.ForeignKey(
        Zeitfenster,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmpunkte",
        verbose_name=_("Zeitfenster"),
    )
    raum = models.ForeignKey(
        Raum, models.PROTECT, null=True, blank=True, related_name="programmpunkte", verbose_name=_("Raum")
    )
    dolmetschen = ArrayField(
        models.CharField(max_length=12, choices=AUSWAHL),
        verbose_name=_("gedolmetschte Sprachen"),
        default=list,
        blank=True,
    )
    gebaerdensprache = models.BooleanField(_("Deutsche Gebärdensprache"), default=False)
    schriftdolmetschen = models.BooleanField(_("Schriftdolmetschen"), default=False)

    objects = ProgrammpunktQuerySet.as_manager()

    class Meta:
        verbose_name = _("Programmpunkt")
        verbose_name_plural = _("Programmpunkte")
        constraints = [
            models.UniqueConstraint(
                fields=["zeitfenster", "raum"],
                name="programmpunkt_raum_nur_einmal",
                violation_error_message=_("Dieser Raum ist in dieser Zeit schon belegt."),
            ),
            models.UniqueConstraint(
                fields=["zeitfenster", "arbeitsgruppe"],
                name="programmpunkt_gruppe_nur_einmal",
                violation_error_message=_("Diese Arbeitsgruppe trifft sich in dieser Zeit schon."),
            ),
            models.CheckConstraint(
                condition=Q(art="arbeitsgruppe", arbeitsgruppe__isnull=False)
                | (~Q(art="arbeitsgruppe") & Q(arbeitsgruppe__isnull=True) & ~Q(titel="")),
                name="programmpunkt_gruppe_oder_titel",
                violation_error_message=_("Nennen Sie einen Titel oder eine Arbeitsgruppe."),
            ),
            models.CheckConstraint(
                condition=Q(raum__isnull=True) | Q(zeitfenster__isnull=False),
                name="programmpunkt_raum_mit_zeit",
                violation_error_message=_("Zu einem Raum gehört eine Zeit."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.arbeitsgruppe or self.titel)

    @property
    def traeger(self) -> "Programmpunkt | Arbeitsgruppe":
        """Where language and interpreting of this item are written."""
        return self.arbeitsgruppe or self
