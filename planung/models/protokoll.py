"""Minutes: text of each item, frozen versions, objections."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beirat.models import Person
from konferenz import uhr
from planung.models.sitzung import Sitzung, Tagesordnungspunkt


@pghistory.track()
class Protokoll(models.Model):
    """The minutes of a meeting (Niederschrift). Once approved nothing in them changes (S41)."""

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", _("Entwurf")
        ABGESTIMMT = "abgestimmt", _("mit dem Vorsitz abgestimmt")
        VERSANDT = "versandt", _("versandt")
        GENEHMIGT = "genehmigt", _("genehmigt")
        GEAENDERT = "geaendert", _("genehmigt mit Änderung")

    UEBERGAENGE = {
        Stand.ENTWURF: {Stand.ABGESTIMMT},
        Stand.ABGESTIMMT: {Stand.ENTWURF, Stand.VERSANDT},
        Stand.VERSANDT: {Stand.GENEHMIGT, Stand.GEAENDERT},
        Stand.GENEHMIGT: set(),
        Stand.GEAENDERT: set(),
    }

    sitzung = models.OneToOneField(Sitzung, models.PROTECT, related_name="protokoll")
    stand = models.CharField(_("Stand"), max_length=10, choices=Stand, default=Stand.ENTWURF)
    geschrieben_von = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Niederschrift")
    )
    abgestimmt_am = models.DateTimeField(_("abgestimmt am"), null=True, blank=True)
    abgestimmt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    versandt_am = models.DateTimeField(_("versandt am"), null=True, blank=True)
    genehmigt_am = models.DateTimeField(_("genehmigt am"), null=True, blank=True)
    genehmigt_in = models.ForeignKey(
        Sitzung, models.PROTECT, null=True, blank=True, related_name="genehmigte_protokolle"
    )
    aenderung = models.TextField(_("Änderung bei der Genehmigung"), blank=True)
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("Niederschrift")
        verbose_name_plural = _("Niederschriften")
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand__in=["genehmigt", "geaendert"])
                | (Q(genehmigt_am__isnull=False, genehmigt_in__isnull=False) & ~Q(pruefsumme="")),
                name="protokoll_genehmigt_eingefroren",
            ),
            models.CheckConstraint(
                condition=~Q(stand="geaendert") | ~Q(aenderung=""),
                name="protokoll_aenderung_genannt",
                violation_error_message=_("Schreiben Sie, was geändert wird."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Niederschrift der %(sitzung)s") % {"sitzung": self.sitzung})

    def get_absolute_url(self) -> str:
        return reverse("planung:protokoll", kwargs={"pk": self.sitzung_id})

    @property
    def ist_genehmigt(self) -> bool:
        return self.stand in (self.Stand.GENEHMIGT, self.Stand.GEAENDERT)


@pghistory.track()
class Protokollabschnitt(models.Model):
    """What the minutes say about one item. `version` rises with every saving: who saves an older one is told."""

    protokoll = models.ForeignKey(Protokoll, models.CASCADE, related_name="abschnitte")
    punkt = models.OneToOneField(Tagesordnungspunkt, models.PROTECT, related_name="abschnitt")
    ergebnis = models.TextField(_("Ergebnis"), blank=True)
    beschluss = models.TextField(_("Beschluss"), blank=True)
    version = models.PositiveIntegerField(default=0)
    ist_fertig = models.BooleanField(_("fertig"), default=False)
    bearbeitet_am = models.DateTimeField(_("bearbeitet am"), null=True, blank=True)
    bearbeitet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Abschnitt")
        verbose_name_plural = _("Abschnitte")

    def __str__(self) -> str:
        return f"{self.punkt}"


@pghistory.track()
class Protokollfassung(models.Model):
    """A frozen version of the minutes: what was sent, what was approved. `pruefsumme` is the SHA-256 of `inhalt`."""

    protokoll = models.ForeignKey(Protokoll, models.PROTECT, related_name="fassungen")
    nummer = models.PositiveSmallIntegerField(_("Fassung"))
    stand = models.CharField(max_length=10, choices=Protokoll.Stand)
    inhalt = models.JSONField()
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64)
    am = models.DateTimeField(_("eingefroren am"), default=uhr.jetzt)

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["protokoll", "nummer"], name="protokollfassung_einmalig")
        ]

    def __str__(self) -> str:
        return str(_("Fassung %(nummer)s") % {"nummer": self.nummer})


@pghistory.track()
class Protokolleinwand(models.Model):
    """An objection of a member against minutes that were sent, and what the body decided about it."""

    protokoll = models.ForeignKey(Protokoll, models.CASCADE, related_name="einwaende")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    punkt = models.ForeignKey(Tagesordnungspunkt, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("Einwand"))
    am = models.DateTimeField(_("erhoben am"), default=uhr.jetzt)
    entscheidung = models.TextField(_("Entscheidung"), blank=True)
    entschieden_am = models.DateTimeField(_("entschieden am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einwand")
        verbose_name_plural = _("Einwände")
        ordering = ["am"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:40]}"
