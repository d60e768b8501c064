"""People, bodies, seats and memberships: one mechanism for the board, the assembly and the preparation group."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Konferenz
from konferenz.sprachen import AUSWAHL


@pghistory.track()
class Person(models.Model):
    """A natural person who sits in a body; with `benutzer` she can log in."""

    anzeigename = models.CharField(_("Name"), max_length=200)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, default="de")
    benutzer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("Konto"),
    )

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")

    def __str__(self) -> str:
        return self.anzeigename


class ZugehoerigkeitQuerySet(models.QuerySet["Zugehoerigkeit"]):
    def gueltig(self, tag: date) -> "ZugehoerigkeitQuerySet":
        """Ties that hold on `tag`; both ends belong to the period."""
        return self.filter(Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))


@pghistory.track()
class Organisation(models.Model):
    """A body outside the administration: association, agency, firm (Träger, Anbieter)."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    plz = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    ort = models.CharField(_("Ort"), max_length=100, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    webseite = models.URLField(_("Webseite"), blank=True)

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Zugehoerigkeit(models.Model):
    """A person works for an organisation or leads it: she decides nothing about its money (VV zu § 70 LHO)."""

    class Art(models.TextChoices):
        BESCHAEFTIGT = "beschaeftigt", _("beschäftigt")
        VORSTAND = "vorstand", _("im Vorstand")
        EHRENAMT = "ehrenamt", _("ehrenamtlich tätig")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="zugehoerigkeiten", verbose_name=_("Person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="zugehoerigkeiten", verbose_name=_("Organisation")
    )
    art = models.CharField(_("Art"), max_length=12, choices=Art, default=Art.BESCHAEFTIGT)
    von = models.DateField(_("von"), default=uhr.heute)
    bis = models.DateField(_("bis"), null=True, blank=True)

    objects = ZugehoerigkeitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugehörigkeit")
        verbose_name_plural = _("Zugehörigkeiten")
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="zugehoerigkeit_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.organisation} ({self.get_art_display()})"


@pghistory.track()
class Gremium(models.Model):
    """A body: assembly, board, committee, preparation group (then with its conference)."""

    class Art(models.TextChoices):
        BEZIRKSVERSAMMLUNG = "bezirksversammlung", _("Bezirksversammlung")
        BEIRAT = "beirat", _("Integrationsbeirat")
        AUSSCHUSS = "ausschuss", _("Ausschuss")
        FRAKTION = "fraktion", _("Fraktion")
        VORBEREITUNGSGRUPPE = "vorbereitungsgruppe", _("Vorbereitungsgruppe")
        VERWALTUNG = "verwaltung", _("Verwaltung")

    name = models.CharField(_("Name"), max_length=200, unique=True)
    art = models.CharField(_("Art"), max_length=20, choices=Art)
    konferenz = models.ForeignKey(
        Konferenz, models.PROTECT, null=True, blank=True, related_name="gremien", verbose_name=_("Konferenz")
    )

    class Meta:
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")
        constraints = [
            models.CheckConstraint(
                condition=~Q(art="vorbereitungsgruppe") | Q(konferenz__isnull=False),
                name="gremium_gruppe_mit_konferenz",
                violation_error_message=_("Eine Vorbereitungsgruppe gehört zu einer Konferenz."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Sitz(models.Model):
    """A seat of a body; without a valid membership it is vacant ("N.N.")."""

    gremium = models.ForeignKey(Gremium, models.PROTECT, related_name="sitze", verbose_name=_("Gremium"))
    bereich = models.CharField(_("Bereich"), max_length=200, blank=True)
    ist_stimmberechtigt = models.BooleanField(_("stimmberechtigt"), default=True)

    class Meta:
        verbose_name = _("Sitz")
        verbose_name_plural = _("Sitze")

    def __str__(self) -> str:
        return f"{self.gremium}: {self.bereich or self.pk}"


class MitgliedschaftQuerySet(models.QuerySet["Mitgliedschaft"]):
    def gueltig(self, tag: date) -> "MitgliedschaftQuerySet":
        """Memberships that hold on `tag`; both ends belong to the period."""
        return self.filter(Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))


@pghistory.track()
class Mitgliedschaft(models.Model):
    """A person on a seat from a day to a day, sent by a body; rights follow from it and end with it."""

    class Funktion(models.TextChoices):
        MITGLIED = "mitglied", _("Mitglied")
        VORSITZ = "vorsitz", _("Vorsitz")
        SCHRIFTFUEHRUNG = "schriftfuehrung", _("Schriftführung")

    sitz = models.ForeignKey(Sitz, models.PROTECT, related_name="mitgliedschaften", verbose_name=_("Sitz"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="mitgliedschaften", verbose_name=_("Person")
    )
    funktion = models.CharField(_("Funktion"), max_length=16, choices=Funktion, default=Funktion.MITGLIED)
    entsendet_durch = models.ForeignKey(
        Gremium,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entsendungen",
        verbose_name=_("entsendet durch"),
    )
    von = models.DateField(_("von"), default=uhr.heute)
    bis = models.DateField(_("bis"), null=True, blank=True)

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="mitgliedschaft_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_funktion_display()})"
