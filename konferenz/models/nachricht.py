"""The outbox: every letter is a row, by mail, on paper or by phone; and the personal links that letters carry."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.sprachen import AUSWAHL


class NachrichtQuerySet(models.QuerySet["Nachricht"]):
    def zustellbar(self) -> "NachrichtQuerySet":
        """Mails that are due and that nobody holds: the due time by the project's clock, lease and retry by the
        real one."""
        echt = timezone.now()
        return self.filter(
            Q(stand=Nachricht.Stand.WARTEND, naechster_versuch__lte=echt)
            | Q(stand=Nachricht.Stand.IN_ZUSTELLUNG, lease_bis__lt=echt),
            weg=Nachricht.Weg.MAIL,
            faellig_am__lte=uhr.jetzt(),
        )

    def gescheitert(self) -> "NachrichtQuerySet":
        return self.filter(stand=Nachricht.Stand.GESCHEITERT)


class Nachricht(models.Model):
    """One letter to one recipient.

    `schluessel` says what it is for, so a repeated task inserts nothing. `anlass` names the reason
    (`anmeldung.bestaetigen`), `bezug`
    the object (a UUID or number as text). `teile` is the rendered text as a list of strings and of markers
    `{"link": purpose, "objekt": id}` or `{"code": purpose}`: a personal link is made at the hand-over and never stored.
    """

    class Weg(models.TextChoices):
        MAIL = "mail", _("E-Mail")
        BRIEF = "brief", _("Brief")
        TELEFON = "telefon", _("Telefon")

    class Spur(models.IntegerChoices):
        """Lanes: a small number overtakes a large one."""

        SOFORT = 0, _("Anmeldung und Bestätigung")
        ERINNERUNG = 1, _("Erinnerung")
        RUNDSCHREIBEN = 2, _("Rundschreiben")

    class Stand(models.TextChoices):
        WARTEND = "wartend", _("wartet")
        IN_ZUSTELLUNG = "in_zustellung", _("wird zugestellt")
        VERSANDT = "versandt", _("versandt")
        GESCHEITERT = "gescheitert", _("kam nicht an")
        VERWORFEN = "verworfen", _("verworfen")
        ERLEDIGT = "erledigt", _("auf anderem Weg erledigt")

    schluessel = models.CharField(max_length=160, unique=True)
    anlass = models.CharField(_("Anlass"), max_length=60)
    bezug = models.CharField(max_length=60, blank=True, db_index=True)
    konferenz = models.ForeignKey("konferenz.Konferenz", models.PROTECT, null=True)
    weg = models.CharField(_("Weg"), max_length=8, choices=Weg, default=Weg.MAIL)
    spur = models.PositiveSmallIntegerField(choices=Spur, default=Spur.SOFORT)
    an = models.CharField(_("An"), max_length=254, blank=True)
    an_name = models.CharField(_("Name"), max_length=200, blank=True)
    sprache = models.CharField(_("Sprache"), max_length=12, choices=AUSWAHL, default="de")
    betreff = models.CharField(_("Betreff"), max_length=300)
    teile = models.JSONField()
    ist_verborgen = models.BooleanField(
        default=False, help_text=_("Wortlaut wird niemandem gezeigt (Zugangsdaten)")
    )
    stand = models.CharField(_("Stand"), max_length=14, choices=Stand, default=Stand.WARTEND)
    faellig_am = models.DateTimeField(_("fällig am"), default=uhr.jetzt)
    erstellt_am = models.DateTimeField(_("geschrieben am"), default=uhr.jetzt)
    versandt_am = models.DateTimeField(_("versandt am"), null=True, blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    lease_bis = models.DateTimeField(null=True, blank=True)
    naechster_versuch = models.DateTimeField(default=timezone.now)
    versuche = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    fehler = models.CharField(_("Fehler"), max_length=300, blank=True)

    objects = NachrichtQuerySet.as_manager()

    class Meta:
        verbose_name = _("Brief")
        verbose_name_plural = _("Postausgang")
        ordering = ["-erstellt_am", "-id"]
        indexes = [
            models.Index(
                fields=["spur", "id"],
                name="nachricht_offen",
                condition=Q(stand__in=["wartend", "in_zustellung"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(weg="mail") | ~Q(an=""),
                name="nachricht_mail_mit_adresse",
                violation_error_message=_("Für eine E-Mail fehlt die Adresse."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.anlass} {self.pk}"

    @property
    def text_zum_zeigen(self) -> str:
        """The text with `[persönlicher Link]` for every marker; letters of login show nothing."""
        if self.ist_verborgen:
            return str(_("[Zugangsdaten werden nicht gezeigt]"))
        return "".join(
            teil if isinstance(teil, str) else str(_("[persönlicher Link]")) for teil in self.teile
        )


def neuer_lease() -> dict[str, object]:
    """Fields of a claim that holds for two minutes of real time."""
    return {
        "lease": uuid4(),
        "lease_bis": timezone.now() + timedelta(minutes=2),
        "stand": Nachricht.Stand.IN_ZUSTELLUNG,
    }


class ZugangslinkQuerySet(models.QuerySet["Zugangslink"]):
    def zu(self, geheimnis: str) -> "ZugangslinkQuerySet":
        """The row of a token; the database knows only its hash."""
        return self.filter(hash=sha256(geheimnis.encode()).hexdigest())

    def gueltig(self) -> "ZugangslinkQuerySet":
        return self.filter(
            gueltig_bis__gt=uhr.jetzt(), widerrufen_am__isnull=True, verbraucht_am__isnull=True
        )


class Zugangslink(models.Model):
    """Hash of a personal link: opens `objekt` for one purpose until it expires, is revoked or (single use) is spent."""

    hash = models.CharField(max_length=64, unique=True)
    zweck = models.CharField(max_length=40)
    objekt = models.CharField(max_length=60)
    gueltig_bis = models.DateTimeField()
    widerrufen_am = models.DateTimeField(null=True)
    verbraucht_am = models.DateTimeField(null=True)

    objects = ZugangslinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["zweck", "objekt"], name="zugangslink_objekt")]

    def __str__(self) -> str:
        return f"{self.zweck} {self.pk}"
