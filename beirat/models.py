"""People, bodies, seats and memberships: one mechanism for the board, the assembly and the preparation group."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
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

    class Quorum(models.TextChoices):
        KEINE = "keine", _("keine Regel, immer beschlussfähig")
        HAELFTE = "haelfte", _("mehr als die Hälfte der stimmberechtigten Sitze")
        MINDESTZAHL = "mindestzahl", _("eine Mindestzahl von Stimmberechtigten")
        JE_STELLE = "je_stelle", _("von jeder entsendenden Stelle mindestens ein Mitglied")

    name = models.CharField(_("Name"), max_length=200, unique=True)
    art = models.CharField(_("Art"), max_length=20, choices=Art)
    konferenz = models.ForeignKey(
        Konferenz, models.PROTECT, null=True, blank=True, related_name="gremien", verbose_name=_("Konferenz")
    )
    ladungsfrist_tage = models.PositiveSmallIntegerField(
        _("Ladungsfrist in Tagen"),
        default=7,
        help_text=_("volle Tage zwischen dem Tag des Versands und dem Tag der Sitzung"),
    )
    quorum = models.CharField(_("Beschlussfähigkeit"), max_length=11, choices=Quorum, default=Quorum.HAELFTE)
    quorum_zahl = models.PositiveSmallIntegerField(_("Mindestzahl"), null=True, blank=True)
    zaehlt_freie_sitze = models.BooleanField(
        _("freie Sitze zählen bei der Beschlussfähigkeit mit"), default=True
    )
    entsendende = models.ManyToManyField(
        "self",
        symmetrical=False,
        through="Entsendungsrecht",
        through_fields=("gremium", "stelle"),
        related_name="entsendet_in",
        verbose_name=_("entsendende Stellen"),
    )

    class Meta:
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")
        constraints = [
            models.CheckConstraint(
                condition=~Q(quorum="mindestzahl") | Q(quorum_zahl__isnull=False, quorum_zahl__gt=0),
                name="gremium_mindestzahl",
                violation_error_message=_("Nennen Sie die Mindestzahl der Stimmberechtigten."),
            ),
            models.CheckConstraint(
                condition=~Q(art="vorbereitungsgruppe") | Q(konferenz__isnull=False),
                name="gremium_gruppe_mit_konferenz",
                violation_error_message=_("Eine Vorbereitungsgruppe gehört zu einer Konferenz."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Entsendungsrecht(models.Model):
    """A body that is to send members into another one; without any, the other is incomplete (petitum 2)."""

    gremium = models.ForeignKey(Gremium, models.CASCADE, related_name="entsendungsrechte")
    stelle = models.ForeignKey(
        Gremium, models.PROTECT, related_name="+", verbose_name=_("entsendende Stelle")
    )

    class Meta:
        verbose_name = _("Entsendungsrecht")
        verbose_name_plural = _("Entsendungsrechte")
        constraints = [
            models.UniqueConstraint(fields=["gremium", "stelle"], name="entsendung_einmalig"),
            models.CheckConstraint(
                condition=~Q(gremium=F("stelle")),
                name="entsendung_von_anderen",
                violation_error_message=_("Ein Gremium entsendet nicht in sich selbst."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stelle} → {self.gremium}"


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
    """A person on a seat from a day to a day, sent by a body; rights follow from it and end with it.

    `vertritt` makes it a deputy: she votes only where the member herself is absent. Guests have no vote.
    """

    class Funktion(models.TextChoices):
        MITGLIED = "mitglied", _("Mitglied")
        VORSITZ = "vorsitz", _("Vorsitz")
        STELLVERTRETUNG = "stellvertretung", _("stellvertretender Vorsitz")
        SCHRIFTFUEHRUNG = "schriftfuehrung", _("Schriftführung")
        GAST = "gast", _("Gast ohne Stimme")

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
    vertritt = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="vertretungen", verbose_name=_("vertritt")
    )
    von = models.DateField(_("von"), default=uhr.heute)
    bis = models.DateField(_("bis"), null=True, blank=True)
    ende_grund = models.CharField(_("Grund des Endes"), max_length=200, blank=True)

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
            ExclusionConstraint(
                # int8range stands for the number: the embedded PostgreSQL has no btree_gist
                name="mitgliedschaft_sitz_nur_einmal_besetzt",
                expressions=[
                    (Func("sitz", "sitz", Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func("von", "bis", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(vertritt__isnull=True),
                violation_error_message=_("Dieser Sitz ist in dieser Zeit schon besetzt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_funktion_display()})"
