"""How people come to their working groups: the rules of a conference."""

from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anmeldung.models.anmeldung import Anmeldung
from konferenz.models import Konferenz
from programm.models import Arbeitsgruppe


class Phase(models.TextChoices):
    """What somebody can do about her working groups at a moment."""

    ZU = "zu", _("noch nicht geöffnet")
    WUENSCHE = "wuensche", _("Wünsche")
    ZUTEILUNG = "zuteilung", _("Zuteilung")
    OFFEN = "offen", _("offen")
    BITTE = "bitte", _("nur noch auf Bitte")
    VORBEI = "vorbei", _("vorbei")


@pghistory.track()
class Gruppenwahl(models.Model):
    """Who comes first, or wishes that are allocated after `wuensche_bis`; then free seats are chosen like any others.

    Until `aendern_bis` people change their groups themselves, afterwards they ask the staff. A seat can be given back
    at any time. Without `oeffnet_am` nothing is open.
    """

    class Modus(models.TextChoices):
        REIHE = "reihe", _("Wer zuerst kommt: Plätze werden sofort vergeben")
        WUENSCHE = "wuensche", _("Wünsche: Plätze werden nach einer Frist zugeteilt")

    konferenz = models.OneToOneField(Konferenz, models.PROTECT, related_name="gruppenwahl")
    modus = models.CharField(_("Verfahren"), max_length=8, choices=Modus, default=Modus.REIHE)
    oeffnet_am = models.DateTimeField(_("Wahl ab"), null=True, blank=True)
    wuensche_bis = models.DateTimeField(_("Wünsche bis"), null=True, blank=True)
    aendern_bis = models.DateTimeField(_("Selbst ändern bis"), null=True, blank=True)
    zugeteilt_am = models.DateTimeField(_("zugeteilt am"), null=True, blank=True)
    zugeteilt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("zugeteilt von")
    )

    class Meta:
        verbose_name = _("Wahl der Arbeitsgruppen")
        verbose_name_plural = _("Wahl der Arbeitsgruppen")
        constraints = [
            models.CheckConstraint(
                condition=~Q(modus="wuensche") | Q(wuensche_bis__isnull=False),
                name="gruppenwahl_wuensche_mit_frist",
                violation_error_message=_("Nennen Sie, bis wann Wünsche möglich sind."),
            ),
            models.CheckConstraint(
                condition=Q(wuensche_bis__gt=F("oeffnet_am")),
                name="gruppenwahl_wuensche_nach_oeffnung",
                violation_error_message=_("Die Frist für Wünsche liegt vor der Öffnung der Wahl."),
            ),
            models.CheckConstraint(
                condition=Q(aendern_bis__gt=F("oeffnet_am")),
                name="gruppenwahl_aendern_nach_oeffnung",
                violation_error_message=_("Die Frist für Änderungen liegt vor der Öffnung der Wahl."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_modus_display())

    def phase(self, zeit: datetime) -> Phase:
        """What people can do at `zeit`."""
        beginn = self.konferenz.beginn
        if beginn and beginn <= zeit:
            return Phase.VORBEI
        if self.oeffnet_am is None or zeit < self.oeffnet_am:
            return Phase.ZU
        if self.modus == self.Modus.WUENSCHE and self.zugeteilt_am is None:
            return Phase.WUENSCHE if self.wuensche_bis and zeit < self.wuensche_bis else Phase.ZUTEILUNG
        return Phase.BITTE if self.aendern_bis and self.aendern_bis <= zeit else Phase.OFFEN


WUENSCHE = 3
"""How many working groups somebody may wish for, in order."""


@pghistory.track()
class Gruppenwunsch(models.Model):
    """One wish; `ausgang` says after the allocation what became of it, so that everybody can be told why."""

    class Ausgang(models.TextChoices):
        PLATZ = "platz", _("Platz bekommen")
        VOLL = "voll", _("alle Plätze vergeben")
        WARTELISTE = "warteliste", _("alle Plätze vergeben, auf der Warteliste")
        GLEICHZEITIG = "gleichzeitig", _("zur gleichen Zeit schon ein anderer Platz")
        ABGESAGT = "abgesagt", _("fällt aus")
        NICHT_NOETIG = "nicht_noetig", _("nicht mehr nötig")

    anmeldung = models.ForeignKey(Anmeldung, models.CASCADE, related_name="gruppenwuensche")
    arbeitsgruppe = models.ForeignKey(Arbeitsgruppe, models.PROTECT, related_name="wuensche")
    rang = models.PositiveSmallIntegerField(_("Rang"))
    ausgang = models.CharField(_("Ergebnis"), max_length=12, choices=Ausgang, blank=True)

    class Meta:
        verbose_name = _("Wunsch")
        verbose_name_plural = _("Wünsche")
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(fields=["anmeldung", "rang"], name="gruppenwunsch_rang_einmalig"),
            models.UniqueConstraint(
                fields=["anmeldung", "arbeitsgruppe"], name="gruppenwunsch_gruppe_einmalig"
            ),
            models.CheckConstraint(
                condition=Q(rang__gte=1, rang__lte=WUENSCHE), name="gruppenwunsch_hoechstens_drei"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rang}. Wunsch"
