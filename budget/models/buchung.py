"""Cases (Vorgang), the one ledger, and how a commitment was covered."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budget.models.empfaenger import Zahlungsempfaenger
from budget.models.grundlage import Bereitstellung, Deckungsquelle, betragsfeld
from budget.models.kosten import Kostenposition
from konferenz import uhr


class VorgangQuerySet(models.QuerySet["Vorgang"]):
    def mit_rahmen(self) -> "VorgangQuerySet":
        return self.select_related("empfaenger", "position", "bereitstellung__konferenz")


@pghistory.track()
class Vorgang(models.Model):
    """One case: what money is for, for whom, when the service is. Its amounts are rows of the ledger.

    `art` UEBERTRAGSANTRAG holds the reservation that an application for a carry-over makes (F8). `ist_sonstige`: paid
    from other income only (F14). `leistungsjahr_vermerk` is the note F6 asks for.
    """

    class Art(models.TextChoices):
        MITTEL = "mittel", _("Mittel")
        UEBERTRAGSANTRAG = "uebertragsantrag", _("Übertragsantrag")

    class Form(models.TextChoices):
        EIGEN = "eigen", _("eigene Veranstaltung (Auftrag, Honorar)")
        ZUWENDUNG = "zuwendung", _("Zuwendung an einen Träger")

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="vorgaenge")
    nummer = models.PositiveIntegerField(_("Nummer"))
    art = models.CharField(max_length=18, choices=Art, default=Art.MITTEL)
    form = models.CharField(_("Durchführung"), max_length=10, choices=Form, default=Form.EIGEN)
    zweck = models.CharField(_("Zweck"), max_length=200)
    empfaenger = models.ForeignKey(
        Zahlungsempfaenger,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vorgaenge",
        verbose_name=_("Empfänger"),
    )
    position = models.ForeignKey(
        Kostenposition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vorgaenge",
        verbose_name=_("Kostenposition"),
    )
    leistung_von = models.DateField(_("Leistung von"), null=True, blank=True)
    leistung_bis = models.DateField(_("Leistung bis"), null=True, blank=True)
    bescheid_am = models.DateField(_("Bescheid vom"), null=True, blank=True)
    bescheid_erfasst_am = models.DateTimeField(_("Bescheid erfasst am"), null=True, blank=True)
    leistungsjahr_vermerk = models.TextField(_("Vermerk zu Kosten im Leistungsjahr"), blank=True)
    ist_sonstige = models.BooleanField(_("aus sonstigen Einnahmen"), default=False)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("angelegt von")
    )

    objects = VorgangQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorgang")
        verbose_name_plural = _("Vorgänge")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["bereitstellung", "nummer"], name="vorgang_nummer_einmalig"),
            models.CheckConstraint(
                condition=Q(leistung_von__isnull=True)
                | Q(leistung_bis__isnull=True)
                | Q(leistung_bis__gte=F("leistung_von")),
                name="vorgang_leistung_zeitraum",
                violation_error_message=_("Die Leistung endet, bevor sie beginnt."),
            ),
            models.CheckConstraint(
                condition=Q(bescheid_am__isnull=True, bescheid_erfasst_am__isnull=True)
                | Q(bescheid_am__isnull=False, bescheid_erfasst_am__isnull=False),
                name="vorgang_bescheid_ist_erfasst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.zweck}"

    def get_absolute_url(self) -> str:
        return reverse(
            "budget:vorgang",
            kwargs={"kennung": self.bereitstellung.konferenz.kennung, "nummer": self.nummer},
        )

    def trage_bescheid_ein(self, tag: date | None) -> None:
        """Set the day of the notice; another day is entered anew, the same one stays as it was entered (F9)."""
        if tag != self.bescheid_am or self.bescheid_erfasst_am is None:
            self.bescheid_erfasst_am = uhr.jetzt() if tag else None
        self.bescheid_am = tag


@pghistory.track()
class Deckungsentscheidung(models.Model):
    """Which rule covered a commitment, who chose it and why; it appears in the report to the assembly (F2, F3)."""

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="entscheidungen")
    regel = models.CharField(_("Regel"), max_length=12, choices=Bereitstellung.Regel)
    begruendung = models.TextField(_("Begründung"), blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    am = models.DateTimeField(_("entschieden am"), default=uhr.jetzt)

    class Meta:
        verbose_name = _("Deckungsentscheidung")
        verbose_name_plural = _("Deckungsentscheidungen")
        ordering = ["am", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(regel="auffuellen") | ~Q(begruendung=""),
                name="deckung_abweichung_mit_grund",
                violation_error_message=_("Wer vom Vorschlag abweicht, nennt den Grund."),
            )
        ]

    def __str__(self) -> str:
        return self.get_regel_display()


class BuchungQuerySet(models.QuerySet["Buchung"]):
    def mit_wirkung(self) -> "BuchungQuerySet":
        """With `wirkung` (the kind a row adds to, of a Storno the kind it takes back) and `vorzeichen` (+1 or -1)."""
        return self.annotate(
            wirkung=Case(When(art=Buchung.Art.STORNO, then=F("bezug__art")), default=F("art")),
            vorzeichen=Case(
                When(art=Buchung.Art.STORNO, then=-1), default=1, output_field=models.SmallIntegerField()
            ),
        )

    def im_rahmen(self) -> "BuchungQuerySet":
        """Rows that count in the ceiling: not on other income (F14)."""
        return self.exclude(quelle__art=Deckungsquelle.Art.SONSTIGE)

    def aus_einnahmen(self) -> "BuchungQuerySet":
        """Rows on other income, outside the ceiling (F14)."""
        return self.filter(quelle__art=Deckungsquelle.Art.SONSTIGE)

    def bis(self, tag: date) -> "BuchungQuerySet":
        """Rows whose legal date is `tag` or earlier."""
        return self.filter(wertstellung__lte=tag)

    def ohne_storno(self) -> "BuchungQuerySet":
        """Rows that are neither taken back nor take back another one."""
        zurueckgenommen = Buchung.objects.filter(art=Buchung.Art.STORNO, bezug=OuterRef("pk"))
        return self.exclude(art=Buchung.Art.STORNO).exclude(Exists(zurueckgenommen))

    def laufende_reservierungen(self) -> "BuchungQuerySet":
        """Reservations that nobody redeemed or ended."""
        beendet = Buchung.objects.ohne_storno().filter(
            art=Buchung.Art.RESERVIERUNGSENDE, bezug=OuterRef("pk")
        )
        return self.filter(art=Buchung.Art.RESERVIERUNG).ohne_storno().exclude(Exists(beendet))


class Buchung(models.Model):
    """One row of the ledger: written once, never changed, never deleted (a trigger refuses it, raw SQL included).

    `betrag` EUR gross, always positive; the kind says in which direction it counts. `wertstellung` is the legal date,
    `erfasst_am` the true time of entry. `lfd` rises over all years and has no gap; vouchers (`belegnummer`) are
    numbered without a gap in each fiscal year. `bezug` is the row it belongs to (the commitment of a payment) or takes
    back (STORNO, once).
    """

    class Art(models.TextChoices):
        RESERVIERUNG = "reservierung", _("Reservierung")
        RESERVIERUNGSENDE = "reservierungsende", _("Ende der Reservierung")
        FESTLEGUNG = "festlegung", _("Festlegung")
        FREIGABE = "freigabe", _("Freigabe")
        ZAHLUNG = "zahlung", _("Zahlung")
        RUECKFLUSS = "rueckfluss", _("Rückfluss")
        WIEDERVERWENDUNG = "wiederverwendung", _("Wiederverwendung")
        STORNO = "storno", _("Storno")

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="buchungen")
    lfd = models.PositiveIntegerField(_("Nummer"))
    art = models.CharField(_("Art"), max_length=18, choices=Art)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="buchungen", verbose_name=_("Vorgang"))
    quelle = models.ForeignKey(
        Deckungsquelle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="buchungen",
        verbose_name=_("Deckungsquelle"),
    )
    haushaltsjahr = models.PositiveSmallIntegerField(_("Haushaltsjahr"))
    betrag = betragsfeld(_("Betrag in Euro"))
    bezug = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="folgende", verbose_name=_("Bezug")
    )
    wertstellung = models.DateField(_("Wertstellung"))
    erfasst_am = models.DateTimeField(_("erfasst am"), default=uhr.jetzt)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("erfasst von")
    )
    belegnummer = models.PositiveIntegerField(_("Belegnummer"), null=True, blank=True)
    endet_am = models.DateField(_("endet am"), null=True, blank=True)
    grund = models.CharField(_("Grund"), max_length=300, blank=True)
    entscheidung = models.ForeignKey(
        Deckungsentscheidung,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="buchungen",
        verbose_name=_("Deckungsentscheidung"),
    )
    rechnung = models.ForeignKey(
        "budget.Rechnung", models.PROTECT, null=True, blank=True, related_name="buchungen"
    )
    nachweis = models.ForeignKey(
        "budget.Beleg", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Nachweis")
    )
    objects = BuchungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Buchung")
        verbose_name_plural = _("Buchungen")
        ordering = ["lfd"]
        indexes = [models.Index(fields=["bereitstellung", "wertstellung"], name="buchung_wertstellung")]
        constraints = [
            models.UniqueConstraint(fields=["bereitstellung", "lfd"], name="buchung_lfd_einmalig"),
            models.UniqueConstraint(
                fields=["bereitstellung", "haushaltsjahr", "belegnummer"], name="buchung_beleg_einmalig"
            ),
            models.UniqueConstraint(
                fields=["bezug"], condition=Q(art="storno"), name="buchung_storno_einmal"
            ),
            models.CheckConstraint(condition=Q(betrag__gt=0), name="buchung_positiv"),
            models.CheckConstraint(
                condition=Q(art__in=["reservierung", "festlegung"]) | Q(bezug__isnull=False),
                name="buchung_mit_bezug",
            ),
            models.CheckConstraint(
                condition=Q(art__in=["reservierung", "reservierungsende", "storno"])
                | Q(quelle__isnull=False),
                name="buchung_mit_quelle",
            ),
            models.CheckConstraint(
                condition=Q(endet_am__isnull=True) | Q(art="reservierung"),
                name="buchung_ende_nur_reservierung",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lfd}: {self.get_art_display()} {self.betrag}"


@pghistory.track()
class Ermaechtigungsuebertrag(models.Model):
    """An application to carry a rest over into the next year, and what came of it (§ 47 Absatz 2 LHO, F11)."""

    class Stand(models.TextChoices):
        BEANTRAGT = "beantragt", _("beantragt")
        BEWILLIGT = "bewilligt", _("bewilligt")
        ABGELEHNT = "abgelehnt", _("abgelehnt")
        ZURUECKGENOMMEN = "zurueckgenommen", _("zurückgenommen")

    quelle = models.ForeignKey(
        Deckungsquelle, models.PROTECT, related_name="uebertraege", verbose_name=_("Deckungsquelle")
    )
    antrag = models.OneToOneField(
        Vorgang, models.PROTECT, null=True, blank=True, related_name="uebertrag", editable=False
    )
    beantragt_am = models.DateField(_("beantragt am"))
    aktenzeichen = models.CharField(_("Aktenzeichen"), max_length=60, blank=True)
    stand = models.CharField(_("Stand"), max_length=16, choices=Stand, default=Stand.BEANTRAGT)
    bewilligt = betragsfeld(_("bewilligt in Euro"), null=True, blank=True)
    entschieden_am = models.DateField(_("entschieden am"), null=True, blank=True)
    gueltig_bis_jahr = models.PositiveSmallIntegerField(
        _("gültig bis Ende des Jahres"), null=True, blank=True
    )
    neue_quelle = models.OneToOneField(
        Deckungsquelle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aus_uebertrag",
        verbose_name=_("neue Quelle"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("beantragt von")
    )

    class Meta:
        verbose_name = _("Ermächtigungsübertrag")
        verbose_name_plural = _("Ermächtigungsüberträge")
        ordering = ["beantragt_am", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand="bewilligt")
                | Q(
                    bewilligt__gt=0,
                    entschieden_am__isnull=False,
                    gueltig_bis_jahr__isnull=False,
                    neue_quelle__isnull=False,
                ),
                name="uebertrag_bewilligung_ganz",
            )
        ]

    def __str__(self) -> str:
        return f"Übertragsantrag vom {self.beantragt_am:%d.%m.%Y}"


@pghistory.track()
class Uebertragsposten(models.Model):
    """A part of an application: an open commitment, or an amount of it that was released (then it is reserved, F8)."""

    uebertrag = models.ForeignKey(Ermaechtigungsuebertrag, models.PROTECT, related_name="posten")
    festlegung = models.ForeignKey(
        Buchung, models.PROTECT, related_name="uebertragsposten", verbose_name=_("Festlegung")
    )
    ist_freigegeben = models.BooleanField(_("über freigegebene Mittel"), default=False)
    betrag = betragsfeld(_("Betrag in Euro"))

    class Meta:
        verbose_name = _("Posten eines Übertrags")
        verbose_name_plural = _("Posten eines Übertrags")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(betrag__gt=0), name="uebertragsposten_positiv"),
            models.UniqueConstraint(
                fields=["uebertrag", "festlegung", "ist_freigegeben"], name="uebertragsposten_einmalig"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.festlegung}: {self.betrag}"
