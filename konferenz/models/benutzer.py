"""People who log in, and their roles with a beginning and an end."""

from datetime import date
from functools import cached_property

import pghistory
import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from konferenz import beitraege, uhr
from konferenz.sprachen import AUSWAHL


class Rolle(models.TextChoices):
    """What a person may do; the table of rights is in each app's `rules.py`."""

    SACHBEARBEITUNG = "sachbearbeitung", _("Sachbearbeitung")
    HAUSHALT = "haushalt", _("Haushalt")
    ANORDNUNG = "anordnung", _("Anordnung")
    PRUEFUNG = "pruefung", _("Prüfung")
    GRUPPE = "gruppe", _("Vorbereitungsgruppe")
    GRUPPENVORSITZ = "gruppenvorsitz", _("Vorsitz der Vorbereitungsgruppe")
    SCHRIFTFUEHRUNG = "schriftfuehrung", _("Schriftführung")
    BEIRAT = "beirat", _("Integrationsbeirat")
    AG_LEITUNG = "ag_leitung", _("Leitung einer Arbeitsgruppe")
    EINLASS = "einlass", _("Einlass")
    BEDARFE = "bedarfe", _("Bedarfe")
    UEBERSETZUNG = "uebersetzung", _("Übersetzung")
    ADMINISTRATION = "administration", _("Administration")


MITGLIEDSROLLEN = frozenset({Rolle.GRUPPE, Rolle.GRUPPENVORSITZ, Rolle.SCHRIFTFUEHRUNG, Rolle.BEIRAT})
"""Roles that only follow from a membership in a body; they are never assigned by hand."""

ROLLEN_MIT_ZWEITEM_FAKTOR = frozenset(
    {
        Rolle.SACHBEARBEITUNG,
        Rolle.HAUSHALT,
        Rolle.ANORDNUNG,
        Rolle.PRUEFUNG,
        Rolle.AG_LEITUNG,
        Rolle.EINLASS,
        Rolle.BEDARFE,
        Rolle.ADMINISTRATION,
    }
)
"""Roles that see participants or money, or that hand out such roles."""


class BenutzerManager(BaseUserManager["Benutzer"]):
    """Accounts are found by their address in any spelling of capitals."""

    def get_by_natural_key(self, username: str | None) -> "Benutzer":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **felder: object) -> "Benutzer":
        benutzer = self.model(email=email.strip().lower(), **felder)
        benutzer.set_password(password)
        benutzer.save(using=self._db)
        return benutzer


@pghistory.track(exclude=["password", "last_login"])
class Benutzer(AbstractBaseUser):
    """An account. It has no rights of its own: rights come from roles and memberships that are valid today."""

    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=200)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, default="de")
    is_active = models.BooleanField(_("aktiv"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = BenutzerManager()

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="benutzer_email_einmalig",
                violation_error_message=_("Für diese E-Mail-Adresse gibt es schon ein Konto."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def rollen(self) -> frozenset[str]:
        """Names of all roles of today, assigned or by membership; one object lives for one request."""
        tag = uhr.heute()
        zugewiesen = self.rollenzuweisungen.gueltig(tag).values_list("rolle", flat=True)
        durch_mitgliedschaft = beitraege.sammle("rollen", self, tag)
        return frozenset(zugewiesen) | frozenset(durch_mitgliedschaft)

    @property
    def braucht_zweiten_faktor(self) -> bool:
        return bool(self.rollen & ROLLEN_MIT_ZWEITEM_FAKTOR)

    def has_perm(self, recht: str, objekt: object = None) -> bool:
        """Ask the one table of rights; there is no superuser."""
        return self.is_active and rules.has_perm(recht, self, objekt)


class RollenzuweisungQuerySet(models.QuerySet["Rollenzuweisung"]):
    def gueltig(self, tag: date) -> "RollenzuweisungQuerySet":
        """Assignments that hold on `tag`; both ends belong to the period."""
        return self.filter(Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))


@pghistory.track()
class Rollenzuweisung(models.Model):
    """A role of a person from a day to a day (`bis` inclusive, empty = open); the role Einlass is for one conference.

    `vergeben_von` is the other person who gave it; empty for the first account, which is made on the command line.
    """

    benutzer = models.ForeignKey(
        Benutzer, models.PROTECT, related_name="rollenzuweisungen", verbose_name=_("Konto")
    )
    rolle = models.CharField(
        _("Rolle"), max_length=20, choices=[(r.value, r.label) for r in Rolle if r not in MITGLIEDSROLLEN]
    )
    konferenz = models.ForeignKey(
        "konferenz.Konferenz", models.PROTECT, null=True, blank=True, verbose_name=_("nur für die Konferenz")
    )
    von = models.DateField(_("von"), default=uhr.heute)
    bis = models.DateField(_("bis"), null=True, blank=True)
    vergeben_von = models.ForeignKey(
        Benutzer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("vergeben von"),
    )

    objects = RollenzuweisungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=models.F("von")),
                name="rolle_ende_nach_beginn",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.UniqueConstraint(
                fields=["benutzer", "rolle", "konferenz"],
                condition=Q(bis__isnull=True),
                nulls_distinct=False,
                name="rolle_einmal_offen",
                violation_error_message=_("Diese Rolle hat das Konto schon."),
            ),
            models.CheckConstraint(
                condition=Q(vergeben_von__isnull=True) | ~Q(vergeben_von=models.F("benutzer")),
                name="rolle_zwei_menschen",
                violation_error_message=_("Niemand gibt sich selbst eine Rolle."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_rolle_display()
