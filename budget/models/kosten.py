"""The cost plan: positions that stay, and versions of what is planned for them (EUR gross)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budget.models.grundlage import Bereitstellung, betragsfeld
from konferenz import uhr


@pghistory.track()
class Kostenposition(models.Model):
    """A position of the cost plan; cases point to it, so it stays the same in every version."""

    class Art(models.TextChoices):
        RAUM = "raum", _("Raum und Technik")
        VERPFLEGUNG = "verpflegung", _("Verpflegung")
        DOLMETSCHEN = "dolmetschen", _("Dolmetschen")
        GEBAERDEN = "gebaerden", _("Gebärdensprachdolmetschen")
        KINDER = "kinder", _("Kinderbetreuung")
        HONORAR = "honorar", _("Honorare")
        DRUCK = "druck", _("Druck und Öffentlichkeitsarbeit")
        DOKUMENTATION = "dokumentation", _("Dokumentation")
        ORGANISATION = "organisation", _("Organisation")
        SONSTIGES = "sonstiges", _("Sonstiges")

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="positionen")
    nummer = models.PositiveSmallIntegerField(_("Nummer"))
    bezeichnung = models.CharField(_("Bezeichnung"), max_length=120)
    art = models.CharField(_("Art"), max_length=14, choices=Art, default=Art.SONSTIGES)

    class Meta:
        verbose_name = _("Kostenposition")
        verbose_name_plural = _("Kostenpositionen")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["bereitstellung", "nummer"], name="kostenposition_nummer_einmalig"
            ),
            models.UniqueConstraint(
                fields=["bereitstellung", "bezeichnung"],
                name="kostenposition_name_einmalig",
                violation_error_message=_("Diese Kostenposition gibt es schon."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} · {self.bezeichnung}"


@pghistory.track()
class Kostenplan(models.Model):
    """One version of the cost plan: a draft until another person approves it, then a trigger refuses every change."""

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="kostenplaene")
    fassung = models.PositiveSmallIntegerField(_("Fassung"))
    bemerkung = models.TextField(_("Was sich ändert und warum"), blank=True)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("angelegt von")
    )
    bearbeitet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("zuletzt bearbeitet von"),
    )
    freigegeben_am = models.DateTimeField(_("freigegeben am"), null=True, blank=True)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("freigegeben von"),
    )

    class Meta:
        verbose_name = _("Kostenplan")
        verbose_name_plural = _("Kostenpläne")
        ordering = ["-fassung"]
        constraints = [
            models.UniqueConstraint(fields=["bereitstellung", "fassung"], name="kostenplan_fassung_einmalig"),
            models.UniqueConstraint(
                fields=["bereitstellung"],
                condition=Q(freigegeben_am__isnull=True),
                name="kostenplan_ein_entwurf",
                violation_error_message=_("Es gibt schon einen Entwurf."),
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True)
                | (~Q(freigegeben_von=F("angelegt_von")) & ~Q(freigegeben_von=F("bearbeitet_von"))),
                name="kostenplan_zwei_menschen",
                violation_error_message=_("Freigeben muss eine andere Person."),
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True, freigegeben_am__isnull=True)
                | Q(freigegeben_von__isnull=False, freigegeben_am__isnull=False),
                name="kostenplan_freigabe_ganz",
            ),
        ]

    def __str__(self) -> str:
        return f"Fassung {self.fassung}"

    @property
    def ist_entwurf(self) -> bool:
        return self.freigegeben_am is None


@pghistory.track()
class Planzeile(models.Model):
    """What one version plans for a position (EUR gross).

    `geschrieben_von` wrote this amount; a line copied from the version before has none.
    """

    plan = models.ForeignKey(Kostenplan, models.CASCADE, related_name="zeilen")
    position = models.ForeignKey(
        Kostenposition, models.PROTECT, related_name="planzeilen", verbose_name=_("Kostenposition")
    )
    soll = betragsfeld(_("geplant in Euro"))
    erlaeuterung = models.CharField(_("Erläuterung"), max_length=300, blank=True)
    geschrieben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geschrieben von"),
    )

    class Meta:
        verbose_name = _("Planzeile")
        verbose_name_plural = _("Planzeilen")
        ordering = ["position__nummer"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="planzeile_einmal_je_position"),
            models.CheckConstraint(
                condition=Q(soll__gte=0),
                name="planzeile_nicht_negativ",
                violation_error_message=_("Der Betrag kann nicht kleiner als null sein."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.soll}"
