"""Topics: proposed, moderated, merged, ranked by points."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from beirat.models import Gremium, Person
from budget.models import Vorgang
from konferenz import uhr
from konferenz.models import Konferenz


@pghistory.track()
class Handlungsfeld(models.Model):
    """A field of action: work, education, health, housing …"""

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="handlungsfelder")
    name = models.CharField(_("Handlungsfeld"), max_length=100)
    position = models.PositiveSmallIntegerField(_("Platz"), default=0)

    class Meta:
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["konferenz", "name"],
                name="handlungsfeld_einmalig",
                violation_error_message=_("Dieses Handlungsfeld gibt es schon."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ThemaQuerySet(models.QuerySet["Thema"]):
    def zur_wahl(self) -> "ThemaQuerySet":
        """Topics that can be ranked: admitted and not merged into another."""
        return self.filter(stand__in=[Thema.Stand.ZUGELASSEN, Thema.Stand.GEWAEHLT])


@pghistory.track(exclude=["einsender_name", "einsender_email"])
class Thema(models.Model):
    """A topic for the conference, from a member or (if opened) from the public; those wait for moderation.

    `einsender_*` are the public's, in no history and deleted 90 days after the conference; members are
    `eingebracht_von`.
    """

    class Stand(models.TextChoices):
        EINGEREICHT = "eingereicht", _("wartet auf Prüfung")
        ZUGELASSEN = "zugelassen", _("zugelassen")
        ABGELEHNT = "abgelehnt", _("nicht zugelassen")
        VEREINT = "vereint", _("mit einem anderen vereint")
        GEWAEHLT = "gewaehlt", _("gewählt")

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="themen")
    titel = models.CharField(_("Thema"), max_length=200)
    beschreibung = models.TextField(_("Worum geht es?"), blank=True)
    handlungsfeld = models.ForeignKey(
        Handlungsfeld,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="themen",
        verbose_name=_("Handlungsfeld"),
    )
    stand = models.CharField(_("Stand"), max_length=11, choices=Stand, default=Stand.EINGEREICHT)
    ablehnungsgrund = models.CharField(_("Grund"), max_length=300, blank=True)
    eingebracht_von = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="themen")
    einsender_name = models.CharField(_("Ihr Name"), max_length=200, blank=True)
    einsender_email = models.EmailField(_("Ihre E-Mail-Adresse"), blank=True)
    vereint_in = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vereinte")
    angelegt_am = models.DateTimeField(_("eingebracht am"), default=uhr.jetzt)

    objects = ThemaQuerySet.as_manager()

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ["angelegt_am", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="vereint", vereint_in__isnull=False)
                | (~Q(stand="vereint") & Q(vereint_in__isnull=True)),
                name="thema_vereint_wohin",
            ),
            models.CheckConstraint(
                condition=~Q(vereint_in=F("id")),
                name="thema_nicht_in_sich",
                violation_error_message=_("Ein Thema kann nicht mit sich selbst vereint werden."),
            ),
            models.CheckConstraint(
                condition=~Q(stand="abgelehnt") | ~Q(ablehnungsgrund=""),
                name="thema_ablehnung_mit_grund",
                violation_error_message=_("Nennen Sie den Grund der Ablehnung."),
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("planung:thema", kwargs={"kennung": self.konferenz.kennung, "pk": self.pk})


@pghistory.track()
class Priorisierungsrunde(models.Model):
    """A round in which members give `punkte` points each; secret until it is closed. Points of merged topics are not
    added up: a closed round keeps its own rows (S45, S47)."""

    class Stand(models.TextChoices):
        OFFEN = "offen", _("läuft")
        GESCHLOSSEN = "geschlossen", _("geschlossen")

    konferenz = models.ForeignKey(Konferenz, models.PROTECT, related_name="runden")
    gremium = models.ForeignKey(
        Gremium, models.PROTECT, related_name="runden", verbose_name=_("wer abstimmt")
    )
    titel = models.CharField(_("Titel"), max_length=200)
    punkte = models.PositiveSmallIntegerField(_("Punkte je Person"), default=5)
    bis = models.DateTimeField(_("läuft bis"))
    stand = models.CharField(_("Stand"), max_length=11, choices=Stand, default=Stand.OFFEN)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("Priorisierung")
        verbose_name_plural = _("Priorisierungen")
        ordering = ["-angelegt_am"]
        constraints = [
            models.UniqueConstraint(
                fields=["konferenz"],
                condition=Q(stand="offen"),
                name="runde_eine_offene",
                violation_error_message=_("Für diese Konferenz läuft schon eine Priorisierung."),
            ),
            models.CheckConstraint(
                condition=Q(punkte__gte=1, punkte__lte=100),
                name="runde_punkte",
                violation_error_message=_("Vergeben Sie zwischen 1 und 100 Punkte."),
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("planung:runde", kwargs={"kennung": self.konferenz.kennung, "pk": self.pk})

    @property
    def nimmt_punkte(self) -> bool:
        return self.stand == self.Stand.OFFEN and self.bis > uhr.jetzt()


@pghistory.track()
class Punktevergabe(models.Model):
    """Points of one person for one topic in one round; `stelle` is the body that sent the person then."""

    runde = models.ForeignKey(Priorisierungsrunde, models.CASCADE, related_name="vergaben")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    thema = models.ForeignKey(Thema, models.PROTECT, related_name="vergaben")
    stelle = models.ForeignKey(Gremium, models.PROTECT, null=True, blank=True, related_name="+")
    punkte = models.PositiveSmallIntegerField(_("Punkte"))

    class Meta:
        verbose_name = _("Punkte")
        verbose_name_plural = _("Punkte")
        constraints = [
            models.UniqueConstraint(fields=["runde", "person", "thema"], name="punkte_einmalig"),
            models.CheckConstraint(condition=Q(punkte__gt=0), name="punkte_positiv"),
        ]

    def __str__(self) -> str:
        return f"{self.punkte}"


@pghistory.track()
class Themenkosten(models.Model):
    """Money that is kept free for a topic: the link between the topic and its case in the budget."""

    thema = models.ForeignKey(Thema, models.PROTECT, related_name="kosten")
    vorgang = models.OneToOneField(
        Vorgang, models.PROTECT, related_name="themenkosten", verbose_name=_("Vorgang")
    )

    class Meta:
        verbose_name = _("Kosten eines Themas")
        verbose_name_plural = _("Kosten eines Themas")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.thema}: {self.vorgang}"
