"""What is reported about a resolution: the state of each point, and the reports to the body that decided."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models.drucksache import Drucksache, Petitumspunkt, Punktstand


@pghistory.track()
class Sachstandsbericht(models.Model):
    """A report on all points of a paper to a body, written as a draft, sent, and at last reported in a sitting.

    What was reported is frozen by the database.
    """

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", _("Entwurf")
        VERSANDT = "versandt", _("versandt")
        BERICHTET = "berichtet", _("berichtet")

    drucksache = models.ForeignKey(Drucksache, models.PROTECT, related_name="berichte")
    an = models.CharField(_("Bericht an"), max_length=200)
    einleitung = models.TextField(_("In einem Satz"), blank=True)
    stand = models.CharField(_("Stand"), max_length=10, choices=Stand, default=Stand.ENTWURF)
    erstellt_am = models.DateTimeField(_("entworfen am"), default=uhr.jetzt)
    verfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("verfasst von")
    )
    versandt_am = models.DateTimeField(_("versandt am"), null=True, blank=True)
    versandt_an = models.EmailField(_("versandt an"), blank=True)
    berichtet_am = models.DateField(_("berichtet am"), null=True, blank=True)
    fundstelle = models.CharField(_("Sitzung, TOP oder Nummer der Mitteilung"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Sachstandsbericht")
        verbose_name_plural = _("Sachstandsberichte")
        ordering = ["-berichtet_am", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["drucksache"],
                condition=~Q(stand="berichtet"),
                name="sachstandsbericht_einer_in_arbeit",
                violation_error_message=_("Zu dieser Drucksache ist schon ein Bericht in Arbeit."),
            ),
            models.CheckConstraint(
                condition=Q(stand="berichtet", berichtet_am__isnull=False)
                | (~Q(stand="berichtet") & Q(berichtet_am__isnull=True)),
                name="sachstandsbericht_berichtet_mit_tag",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="berichtetes_bleibt",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__stand="berichtet"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.drucksache}, {self.an}"

    def get_absolute_url(self) -> str:
        return reverse("arbeit:sachstandsbericht", kwargs={"pk": self.pk})

    @property
    def ist_offen(self) -> bool:
        """Still to be changed: not yet reported."""
        return self.stand != self.Stand.BERICHTET


@pghistory.track()
class Sachstand(models.Model):
    """The state of one petitum point as it is, or was, reported; a draft until its report is."""

    petitumspunkt = models.ForeignKey(Petitumspunkt, models.PROTECT, related_name="sachstaende")
    bericht = models.ForeignKey(
        Sachstandsbericht, models.PROTECT, null=True, blank=True, related_name="sachstaende"
    )
    stand = models.CharField(_("Stand"), max_length=16, choices=Punktstand)
    stand_am = models.DateField(_("Stand vom"), default=uhr.heute)
    text = models.TextField(_("Text"))
    ist_entwurf = models.BooleanField(_("Entwurf"), default=True)
    verfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("verfasst von")
    )

    class Meta:
        verbose_name = _("Sachstand")
        verbose_name_plural = _("Sachstände")
        ordering = ["-stand_am", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["petitumspunkt"],
                condition=Q(ist_entwurf=True),
                name="sachstand_ein_entwurf_je_punkt",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="berichteter_sachstand_bleibt",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__ist_entwurf=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stand_display()} ({self.stand_am:%d.%m.%Y})"
