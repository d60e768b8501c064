"""Invoices, fee notes and calls of instalments; the files they came as; the signatures before a payment."""

import secrets
from decimal import Decimal

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budget.models.buchung import Vorgang
from budget.models.empfaenger import Zahlungsempfaenger
from budget.models.grundlage import Bereitstellung, betragsfeld
from konferenz import uhr


def ablageort(beleg: "Beleg", name: str) -> str:
    """A name nobody can guess, with the ending of the content; nothing of what the browser called the file."""
    return f"belege/{secrets.token_hex(16)}.{Beleg.ENDUNGEN[Beleg.Typ(beleg.typ)]}"


@pghistory.track()
class Beleg(models.Model):
    """A file of a conference, told by its content (PDF, JPEG, PNG, XML), stored under a name of our own: uploaded, or
    `ist_ausgang`, a proof of use that we handed in.

    `gelesen` holds what an e-invoice in it says, `hinweis` why one could not be read.
    """

    class Typ(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"
        XML = "application/xml", "XML"

    ENDUNGEN = {Typ.PDF: "pdf", Typ.JPEG: "jpg", Typ.PNG: "png", Typ.XML: "xml"}

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="belege")
    datei = models.FileField(upload_to=ablageort)
    typ = models.CharField(_("Art der Datei"), max_length=20, choices=Typ)
    name = models.CharField(_("Name der Datei"), max_length=200)
    groesse = models.PositiveIntegerField(_("Größe in Byte"))
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    gelesen = models.JSONField(_("aus der E-Rechnung gelesen"), default=dict, blank=True)
    hinweis = models.CharField(_("Hinweis beim Lesen"), max_length=200, blank=True)
    ist_ausgang = models.BooleanField(_("von uns erstellt"), default=False)
    hochgeladen_am = models.DateTimeField(_("hochgeladen am"), default=uhr.jetzt)
    hochgeladen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("hochgeladen von"),
    )

    class Meta:
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Rechnung(models.Model):
    """Something to pay in a case (EUR): invoice, fee note (Honorar) or call of a grant's instalment (Mittelabruf).

    `gelesen` holds what an e-invoice said, so that differences can be shown later.
    """

    class Art(models.TextChoices):
        RECHNUNG = "rechnung", _("Rechnung")
        HONORAR = "honorar", _("Honorarabrechnung")
        MITTELABRUF = "mittelabruf", _("Mittelabruf")

    class Format(models.TextChoices):
        PAPIER = "papier", _("Papier, Bild oder einfaches PDF")
        UBL = "ubl", _("XRechnung (UBL)")
        CII = "cii", _("XRechnung (CII)")
        ZUGFERD = "zugferd", _("ZUGFeRD")

    class Stand(models.TextChoices):
        ERFASST = "erfasst", _("erfasst")
        FESTGESTELLT = "festgestellt", _("sachlich und rechnerisch richtig")
        ANGEORDNET = "angeordnet", _("angeordnet")
        BEZAHLT = "bezahlt", _("bezahlt")
        ABGELEHNT = "abgelehnt", _("zurückgewiesen")

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="rechnungen", verbose_name=_("Vorgang"))
    empfaenger = models.ForeignKey(
        Zahlungsempfaenger, models.PROTECT, related_name="rechnungen", verbose_name=_("Zahlungsempfänger")
    )
    art = models.CharField(_("Art"), max_length=12, choices=Art, default=Art.RECHNUNG)
    nummer = models.CharField(_("Rechnungsnummer"), max_length=60)
    datum = models.DateField(_("Rechnungsdatum"))
    eingegangen_am = models.DateField(_("eingegangen am"), default=uhr.heute)
    faellig_am = models.DateField(_("fällig am"), null=True, blank=True)
    netto = betragsfeld(_("netto in Euro"))
    steuer = betragsfeld(_("Umsatzsteuer in Euro"), default=0)
    brutto = betragsfeld(_("brutto in Euro"))
    skonto = betragsfeld(_("davon Skonto in Euro"), default=0)
    ist_schluss = models.BooleanField(_("Schlussrechnung"), default=True)
    leistung_von = models.DateField(_("Leistung von"), null=True, blank=True)
    leistung_bis = models.DateField(_("Leistung bis"), null=True, blank=True)
    leitweg_id = models.CharField(_("Leitweg-ID"), max_length=60, blank=True)
    format = models.CharField(_("Format"), max_length=8, choices=Format, default=Format.PAPIER)
    gelesen = models.JSONField(_("aus der E-Rechnung gelesen"), default=dict, blank=True)
    beleg = models.ForeignKey(
        Beleg, models.PROTECT, null=True, blank=True, related_name="rechnungen", verbose_name=_("Datei")
    )
    stand = models.CharField(_("Stand"), max_length=12, choices=Stand, default=Stand.ERFASST)
    bemerkung = models.TextField(_("Bemerkung"), blank=True)
    abgelehnt_grund = models.TextField(_("Grund der Zurückweisung"), blank=True)
    feststellung_durch = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("festzustellen durch"),
    )
    erfasst_am = models.DateTimeField(_("erfasst am"), default=uhr.jetzt)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("erfasst von")
    )

    class Meta:
        verbose_name = _("Rechnung")
        verbose_name_plural = _("Rechnungen")
        ordering = ["-eingegangen_am", "-id"]
        constraints = [
            models.UniqueConstraint(
                F("empfaenger"),
                Upper("nummer"),
                condition=~Q(stand="abgelehnt"),
                name="rechnung_nummer_einmalig",
                violation_error_message=_("Diese Rechnungsnummer ist von diesem Empfänger schon erfasst."),
            ),
            models.CheckConstraint(
                condition=Q(brutto__gt=0, netto__gt=0, steuer__gte=0),
                name="rechnung_betraege_positiv",
                violation_error_message=_("Der Betrag muss größer als null sein."),
            ),
            models.CheckConstraint(
                condition=Q(brutto=F("netto") + F("steuer")),
                name="rechnung_summe",
                violation_error_message=_("Netto und Umsatzsteuer ergeben nicht den Bruttobetrag."),
            ),
            models.CheckConstraint(
                condition=Q(skonto__gte=0, skonto__lt=F("brutto")),
                name="rechnung_skonto",
                violation_error_message=_("Das Skonto ist kleiner als der Bruttobetrag."),
            ),
            models.CheckConstraint(
                condition=Q(leistung_von__isnull=True)
                | Q(leistung_bis__isnull=True)
                | Q(leistung_bis__gte=F("leistung_von")),
                name="rechnung_leistung_zeitraum",
                violation_error_message=_("Die Leistung endet, bevor sie beginnt."),
            ),
            models.CheckConstraint(
                condition=~Q(stand="abgelehnt") | ~Q(abgelehnt_grund=""),
                name="rechnung_abgelehnt_mit_grund",
                violation_error_message=_("Wer eine Rechnung zurückweist, nennt den Grund."),
            ),
        ]

    def __str__(self) -> str:
        if self.art == self.Art.MITTELABRUF:
            return self.nummer  # says what it is
        return f"{self.get_art_display()} {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse(
            "budget:rechnung",
            kwargs={"kennung": self.vorgang.bereitstellung.konferenz.kennung, "pk": self.pk},
        )

    @property
    def ist_offen(self) -> bool:
        """Neither paid nor rejected."""
        return self.stand in OFFEN

    @property
    def zahlbetrag(self) -> Decimal:
        """What is to be paid: gross minus Skonto."""
        return self.brutto - self.skonto


OFFEN = (Rechnung.Stand.ERFASST, Rechnung.Stand.FESTGESTELLT, Rechnung.Stand.ANGEORDNET)
"""States in which somebody still has to do something."""

UEBERGAENGE: dict[str, frozenset[str]] = {
    Rechnung.Stand.ERFASST: frozenset({Rechnung.Stand.FESTGESTELLT, Rechnung.Stand.ABGELEHNT}),
    Rechnung.Stand.FESTGESTELLT: frozenset(
        {Rechnung.Stand.ERFASST, Rechnung.Stand.ANGEORDNET, Rechnung.Stand.ABGELEHNT}
    ),
    Rechnung.Stand.ANGEORDNET: frozenset(
        {Rechnung.Stand.ERFASST, Rechnung.Stand.BEZAHLT, Rechnung.Stand.ABGELEHNT}
    ),
    Rechnung.Stand.BEZAHLT: frozenset({Rechnung.Stand.ANGEORDNET}),
    Rechnung.Stand.ABGELEHNT: frozenset(),
}
"""Which state may follow which: back to the beginning when something was changed (S24), from paid back to ordered when
the payment was taken back in the ledger."""


@pghistory.track()
class Zahlungsanweisung(models.Model):
    """The signatures on one invoice: sachlich and rechnerisch richtig, then the order by another person.

    `pruefsumme` is the hash of exactly what was signed; a later change of the invoice voids the row (`aufgehoben_am`),
    it stays as record. Source: Vier-Augen-Prinzip, VV zu § 70 LHO.
    """

    rechnung = models.ForeignKey(Rechnung, models.PROTECT, related_name="anweisungen")
    pruefsumme = models.CharField(_("Prüfsumme"), max_length=64)
    sachlich_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("sachlich richtig"),
    )
    sachlich_am = models.DateTimeField(null=True)
    rechnerisch_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("rechnerisch richtig"),
    )
    rechnerisch_am = models.DateTimeField(null=True)
    angeordnet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("angeordnet von"),
    )
    angeordnet_am = models.DateTimeField(null=True)
    aufgehoben_am = models.DateTimeField(_("aufgehoben am"), null=True)
    aufgehoben_grund = models.CharField(_("Grund"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Zahlungsanweisung")
        verbose_name_plural = _("Zahlungsanweisungen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rechnung"], condition=Q(aufgehoben_am__isnull=True), name="anweisung_eine_gueltige"
            ),
            models.CheckConstraint(
                condition=Q(angeordnet_von__isnull=True)
                | (~Q(angeordnet_von=F("sachlich_von")) & ~Q(angeordnet_von=F("rechnerisch_von"))),
                name="anweisung_vier_augen",
                violation_error_message=_("Wer festgestellt hat, ordnet nicht an."),
            ),
            models.CheckConstraint(
                condition=Q(angeordnet_von__isnull=True)
                | Q(sachlich_von__isnull=False, rechnerisch_von__isnull=False),
                name="anweisung_erst_feststellen",
                violation_error_message=_(
                    "Erst wird sachlich und rechnerisch festgestellt, dann angeordnet."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Anweisung zu {self.rechnung}"
