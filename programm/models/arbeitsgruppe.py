"""Working groups: they exist before they have a time or a room, often since a topic was chosen."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.sprachen import AUSWAHL
from planung.models import Thema


class ArbeitsgruppeQuerySet(models.QuerySet["Arbeitsgruppe"]):
    def lebend(self) -> "ArbeitsgruppeQuerySet":
        """Working groups that are to take place."""
        return self.filter(abgesagt_am__isnull=True)


@pghistory.track()
class Arbeitsgruppe(models.Model):
    """A working group (workshop) of a conference; it meets in each `Programmpunkt` that names it.

    `plaetze` is what people compete for (persons); the app of registrations keeps its own lock and list for it.
    """

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="arbeitsgruppen")
    nummer = models.PositiveSmallIntegerField(_("Nummer"))
    titel = I18nCharField(_("Titel"), max_length=1000)
    ziele = I18nTextField(_("Worum geht es?"), blank=True)
    leitfragen = I18nTextField(_("Leitfragen"), blank=True, help_text=_("Eine Frage je Zeile."))
    zielgruppe = I18nCharField(_("Für wen?"), max_length=1000, blank=True)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, default="de")
    dolmetschen = ArrayField(
        models.CharField(max_length=12, choices=AUSWAHL),
        verbose_name=_("gedolmetschte Sprachen"),
        default=list,
        blank=True,
    )
    gebaerdensprache = models.BooleanField(_("Deutsche Gebärdensprache"), default=False)
    schriftdolmetschen = models.BooleanField(_("Schriftdolmetschen"), default=False)
    plaetze = models.PositiveSmallIntegerField(_("Plätze"), default=30)
    thema = models.OneToOneField(
        Thema,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="arbeitsgruppe",
        verbose_name=_("aus dem Thema"),
    )
    abgesagt_am = models.DateTimeField(_("abgesagt am"), null=True, blank=True)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)

    objects = ArbeitsgruppeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Arbeitsgruppe")
        verbose_name_plural = _("Arbeitsgruppen")
        ordering = ["konferenz", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["konferenz", "nummer"],
                name="arbeitsgruppe_nummer_einmalig",
                violation_error_message=_("Diese Nummer hat schon eine andere Arbeitsgruppe."),
            ),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="arbeitsgruppe_nummer_ab_eins"),
        ]

    def __str__(self) -> str:
        return f"AG {self.nummer}: {self.titel}"

    @property
    def ist_abgesagt(self) -> bool:
        return self.abgesagt_am is not None
