"""Papers of the council: what was moved, in which points, what was decided, and how the points stand."""

from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from konferenz import uhr

BEANSTANDUNGSFRIST = timedelta(days=14)
"""The head of the Bezirksamt may object within two weeks after the decision (§ 22 BezVG)."""


class DrucksacheQuerySet(models.QuerySet["Drucksache"]):
    def mit_nummer(self, nummer: str, fassung: int = 0) -> "DrucksacheQuerySet":
        return self.filter(nummer=nummer, fassung=fassung)


@pghistory.track()
class Drucksache(models.Model):
    """A paper such as `22-4292`; `fassung` 1 of it is printed `22-4292.1`.

    `betrag` is gross EUR, `haushaltsjahre` in the order in which the text wants them used, `halbjahr_*` the
    half-year in which
    the conference is to take place. What the text did not say is empty.
    """

    class Art(models.TextChoices):
        ANTRAG = "antrag", _("Antrag")
        VORLAGE = "vorlage", _("Vorlage")
        MITTEILUNG = "mitteilung", _("Mitteilung")
        ANFRAGE = "anfrage", _("Anfrage")

    class Stand(models.TextChoices):
        EINGEBRACHT = "eingebracht", _("eingebracht")
        UEBERWIESEN = "ueberwiesen", _("überwiesen")
        BESCHLOSSEN = "beschlossen", _("beschlossen")
        ABGELEHNT = "abgelehnt", _("abgelehnt")
        BEANSTANDET = "beanstandet", _("beanstandet")
        AUFGEHOBEN = "aufgehoben", _("aufgehoben")

    nummer = models.CharField(
        _("Nummer"),
        max_length=12,
        validators=[RegexValidator(r"^\d{1,2}-\d{4}\Z", _("Eine Nummer wie 22-4292 wird erwartet."))],
    )
    fassung = models.PositiveSmallIntegerField(_("Fassung"), default=0)
    titel = models.TextField(_("Titel"))
    leitthema = models.TextField(_("Leitthema"), blank=True)
    art = models.CharField(_("Art"), max_length=12, choices=Art, blank=True)
    antragsteller = ArrayField(
        models.CharField(max_length=200), verbose_name=_("Antragstellende"), default=list, blank=True
    )
    sachverhalt = models.TextField(_("Sachverhalt"), blank=True)
    betrag = models.DecimalField(_("Betrag in Euro"), max_digits=12, decimal_places=2, null=True, blank=True)
    haushaltsjahre = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("Haushaltsjahre"), default=list, blank=True
    )
    halbjahr_jahr = models.PositiveSmallIntegerField(_("Jahr der Konferenz"), null=True, blank=True)
    halbjahr = models.PositiveSmallIntegerField(
        _("Halbjahr der Konferenz"),
        null=True,
        blank=True,
        choices=[(1, _("1. Halbjahr")), (2, _("2. Halbjahr"))],
    )
    url = models.URLField(_("Adresse im Ratsinformationssystem"), blank=True)
    stand = models.CharField(_("Stand"), max_length=12, choices=Stand, default=Stand.EINGEBRACHT)
    eingelesen_am = models.DateTimeField(_("eingelesen am"), default=uhr.jetzt)

    objects = DrucksacheQuerySet.as_manager()

    class Meta:
        verbose_name = _("Drucksache")
        verbose_name_plural = _("Drucksachen")
        ordering = ["-nummer", "-fassung"]
        constraints = [
            models.UniqueConstraint(
                fields=["nummer", "fassung"],
                name="drucksache_nummer_einmalig",
                violation_error_message=_("Diese Drucksache gibt es schon."),
            ),
            models.CheckConstraint(
                condition=Q(betrag__gt=0),
                name="drucksache_betrag_positiv",
                violation_error_message=_("Der Betrag muss größer als null sein."),
            ),
            models.CheckConstraint(
                condition=Q(halbjahr__isnull=True) | Q(halbjahr_jahr__isnull=False),
                name="drucksache_halbjahr_mit_jahr",
                violation_error_message=_("Zum Halbjahr gehört ein Jahr."),
            ),
        ]

    def __str__(self) -> str:
        return f"Drs. {self.kennzeichen}"

    def get_absolute_url(self) -> str:
        return reverse("arbeit:drucksache", kwargs={"pk": self.pk})

    @property
    def kennzeichen(self) -> str:
        """Number as printed, with the version if it has one."""
        return f"{self.nummer}.{self.fassung}" if self.fassung else self.nummer

    @property
    def ist_wirksam(self) -> bool:
        """Adopted and neither objected to nor annulled: only then money may be committed (F9)."""
        return self.stand == self.Stand.BESCHLOSSEN

    def im_halbjahr(self, tag: date) -> bool:
        """Whether `tag` lies in the half-year the paper asks for; True if it asks for none."""
        if not self.halbjahr_jahr:
            return True
        return tag.year == self.halbjahr_jahr and (
            not self.halbjahr or (1 if tag.month <= 6 else 2) == self.halbjahr
        )


@pghistory.track()
class Beratung(models.Model):
    """One consultation of a paper: body as printed (may be unknown), day, agenda item."""

    drucksache = models.ForeignKey(Drucksache, models.CASCADE, related_name="beratungen")
    gremium = models.CharField(_("Gremium"), max_length=200, blank=True)
    am = models.DateField(_("Datum"), null=True, blank=True)
    top = models.CharField(_("TOP"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("Beratung")
        verbose_name_plural = _("Beratungen")
        ordering = ["am", "id"]

    def __str__(self) -> str:
        return f"{self.gremium or '–'}, {self.am:%d.%m.%Y}" if self.am else self.gremium


UEBERGAENGE: dict[str, frozenset[str]] = {
    "eingebracht": frozenset({"ueberwiesen", "beschlossen", "abgelehnt"}),
    "ueberwiesen": frozenset({"ueberwiesen", "beschlossen", "abgelehnt"}),
    "beschlossen": frozenset({"beanstandet", "aufgehoben"}),
    "beanstandet": frozenset({"beschlossen", "aufgehoben"}),
    "abgelehnt": frozenset(),
    "aufgehoben": frozenset(),
}
"""From which state of a paper which decision is possible; only `actions` walk this table."""


@pghistory.track()
class Entscheidung(models.Model):
    """What was decided on a paper on a day; the sequence of these rows explains `Drucksache.stand`."""

    drucksache = models.ForeignKey(Drucksache, models.PROTECT, related_name="entscheidungen")
    stand = models.CharField(_("Entscheidung"), max_length=12, choices=Drucksache.Stand)
    am = models.DateField(_("Datum"))
    gremium = models.CharField(_("Gremium"), max_length=200, blank=True)
    ist_geaendert = models.BooleanField(_("mit Änderungen beschlossen"), default=False)
    bemerkung = models.TextField(_("Wortlaut der Änderung oder Bemerkung"), blank=True)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("erfasst von")
    )
    erfasst_am = models.DateTimeField(_("erfasst am"), default=uhr.jetzt)

    class Meta:
        verbose_name = _("Entscheidung")
        verbose_name_plural = _("Entscheidungen")
        ordering = ["am", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ist_geaendert=False) | (Q(stand="beschlossen") & ~Q(bemerkung="")),
                name="entscheidung_aenderung_mit_wortlaut",
                violation_error_message=_("Zu einem geänderten Beschluss gehört der Wortlaut der Änderung."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stand_display()} am {self.am:%d.%m.%Y}"


class Punktstand(models.TextChoices):
    """State of a petitum point, of a state report and of a measure: one list for all."""

    OFFEN = "offen", _("offen")
    IN_ARBEIT = "in_arbeit", _("in Arbeit")
    ERLEDIGT = "erledigt", _("erledigt")
    TEILWEISE = "teilweise", _("teilweise erledigt")
    ABWEICHEND = "abweichend", _("abweichend (berichtspflichtig)")
    NICHT_UMSETZBAR = "nicht_umsetzbar", _("nicht umsetzbar")
    ERSETZT = "ersetzt", _("ersetzt")


@pghistory.track()
class Petitumspunkt(models.Model):
    """One point of what the paper asks for.

    `stand` is what a person confirmed on `bewertet_am`; `bewertung_grund` says why where that differs from what the
    data say. Without `bewertet_am` nobody has looked at it yet, or the conference moved since.
    """

    class Art(models.TextChoices):
        MITTEL = "mittel", _("Mittel")
        GRUPPE = "gruppe", _("Vorbereitungsgruppe")
        TERMIN = "termin", _("Termin")
        FREI = "frei", _("anderes")

    drucksache = models.ForeignKey(Drucksache, models.CASCADE, related_name="punkte")
    nummer = models.PositiveSmallIntegerField(_("Nummer"))
    text = models.TextField(_("Text"))
    art = models.CharField(_("Art"), max_length=8, choices=Art, default=Art.FREI)
    frist = models.DateField(_("Frist"), null=True, blank=True)
    zustaendig = models.CharField(_("zuständig"), max_length=200, blank=True)
    stand = models.CharField(_("Stand"), max_length=16, choices=Punktstand, default=Punktstand.OFFEN)
    bewertet_am = models.DateField(_("bewertet am"), null=True, blank=True)
    bewertet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("bewertet von")
    )
    bewertung_grund = models.TextField(_("Begründung der Bewertung"), blank=True)

    class Meta:
        verbose_name = _("Petitumspunkt")
        verbose_name_plural = _("Petitumspunkte")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["drucksache", "nummer"], name="petitumspunkt_nummer_einmalig"),
            models.CheckConstraint(
                condition=Q(bewertet_am__isnull=False) | Q(bewertet_von__isnull=True, bewertung_grund=""),
                name="petitumspunkt_bewertung_mit_tag",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.text[:60]}"
