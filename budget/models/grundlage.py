"""What money there is: ceiling, fiscal years, pots, sources in their order, and what two people say is left."""

from datetime import date

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from konferenz import uhr
from konferenz.models import Konferenz, Petitumspunkt


def betragsfeld(titel: object, **angaben: object) -> models.DecimalField:
    """A column for an amount in EUR with two places, up to ten places before the comma."""
    return models.DecimalField(titel, max_digits=12, decimal_places=2, **angaben)  # type: ignore[arg-type]


@pghistory.track()
class Haushaltsjahr(models.Model):
    """A fiscal year (calendar year in local time) and the last day on which something is booked in it."""

    jahr = models.PositiveSmallIntegerField(
        _("Haushaltsjahr"), primary_key=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    buchungsschluss = models.DateField(
        _("Buchungsschluss"), help_text=_("Bis zu diesem Tag wird noch für das Jahr gebucht.")
    )

    class Meta:
        verbose_name = _("Haushaltsjahr")
        verbose_name_plural = _("Haushaltsjahre")
        ordering = ["jahr"]
        constraints = [
            models.CheckConstraint(
                condition=Q(buchungsschluss__year__gte=F("jahr")),
                name="haushaltsjahr_schluss_nicht_davor",
                violation_error_message=_("Der Buchungsschluss liegt vor dem Jahr."),
            )
        ]

    def __str__(self) -> str:
        return str(self.jahr)

    @property
    def ist_abgeschlossen(self) -> bool:
        """Nothing is booked in it any more (I07)."""
        return self.buchungsschluss < uhr.heute()

    @property
    def letzter_tag(self) -> date:
        return date(self.jahr, 12, 31)


@pghistory.track()
class Mitteltopf(models.Model):
    """A pot of the budget, such as the Förderfonds."""

    class Art(models.TextChoices):
        KONSUMTIV = "konsumtiv", _("konsumtiv")
        INVESTIV = "investiv", _("investiv")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    art = models.CharField(_("Art"), max_length=10, choices=Art, default=Art.KONSUMTIV)
    ist_uebertragbar = models.BooleanField(
        _("Reste sind übertragbar"), default=True, help_text=_("§ 47 Absatz 2 LHO")
    )
    bescheid_statt_leistung = models.BooleanField(
        _("Bei Zuwendungen gilt der Bescheid statt der Leistung"),
        default=False,
        help_text=_("Dann dürfen spätere Raten noch auf das alte Jahr gebucht werden. (zu prüfen)"),
    )

    class Meta:
        verbose_name = _("Mitteltopf")
        verbose_name_plural = _("Mitteltöpfe")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Bereitstellung(models.Model):
    """The money of a conference: a ceiling over all years and its sources. Its row is the lock of every booking.

    Limits are settings: days after which a confirmation no longer proves that a source is used up (F1), and days after
    which a reservation ends (F19).
    """

    class Regel(models.TextChoices):
        AUFFUELLEN = "auffuellen", _("auffüllen: der Reihe nach, Rest aus dem nächsten Jahr")
        GANZ_SPAETER = "ganz_spaeter", _("ganz aus einem späteren Jahr")

    konferenz = models.OneToOneField(
        Konferenz, models.PROTECT, related_name="bereitstellung", verbose_name=_("Konferenz")
    )
    punkt = models.ForeignKey(
        Petitumspunkt, models.PROTECT, related_name="bereitstellungen", verbose_name=_("Petitumspunkt")
    )
    regel = models.CharField(_("Regel der Deckung"), max_length=12, choices=Regel, default=Regel.AUFFUELLEN)
    bestaetigung_gilt_tage = models.PositiveSmallIntegerField(
        _("Tage, nach denen eine Bestätigung erneuert werden soll"), default=14
    )
    reservierung_gilt_tage = models.PositiveSmallIntegerField(
        _("Tage, nach denen eine Reservierung endet"), default=60
    )
    leitweg_id = models.CharField(
        _("Leitweg-ID"),
        max_length=46,
        blank=True,
        help_text=_("Unter ihr nimmt die Stadt E-Rechnungen für diese Konferenz an."),
    )
    erechnung_ab_netto = betragsfeld(
        _("E-Rechnung verlangt ab netto (Euro)"),
        default=1000,
        help_text=_("Über diesem Betrag weist die Seite darauf hin, dass ein einfaches PDF nicht genügt."),
    )
    naechste_lfd = models.PositiveIntegerField(default=1, editable=False)
    naechste_vorgangsnummer = models.PositiveIntegerField(default=1, editable=False)
    angelegt_am = models.DateTimeField(_("angelegt am"), default=uhr.jetzt)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("angelegt von")
    )

    class Meta:
        verbose_name = _("Bereitstellung")
        verbose_name_plural = _("Bereitstellungen")

    def __str__(self) -> str:
        return str(self.konferenz)

    def get_absolute_url(self) -> str:
        return reverse("budget:uebersicht", kwargs={"kennung": self.konferenz.kennung})


class ObergrenzeQuerySet(models.QuerySet["Obergrenze"]):
    def in_kraft(self, tag: date) -> "Obergrenze | None":
        """The ceiling in force on `tag`: the latest row that has begun."""
        return self.filter(gilt_ab__lte=tag).order_by("-gilt_ab", "-id").first()


@pghistory.track()
class Obergrenze(models.Model):
    """The ceiling (gross, EUR) from a day on, by one resolution point; a later resolution adds a row."""

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="obergrenzen")
    betrag = betragsfeld(_("Obergrenze in Euro (brutto)"))
    gilt_ab = models.DateField(_("gilt ab"))
    punkt = models.ForeignKey(
        Petitumspunkt, models.PROTECT, related_name="+", verbose_name=_("Petitumspunkt")
    )
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name=_("erfasst von")
    )

    objects = ObergrenzeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Obergrenze")
        verbose_name_plural = _("Obergrenzen")
        ordering = ["gilt_ab", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(betrag__gt=0),
                name="obergrenze_positiv",
                violation_error_message=_("Der Betrag muss größer als null sein."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.betrag} ab {self.gilt_ab:%d.%m.%Y}"


class DeckungsquelleQuerySet(models.QuerySet["Deckungsquelle"]):
    def des_beschlusses(self) -> "DeckungsquelleQuerySet":
        """Sources inside the ceiling; other income (F14) has no place in the order."""
        return self.exclude(art=Deckungsquelle.Art.SONSTIGE)

    def mit_topf(self) -> "DeckungsquelleQuerySet":
        return self.select_related("topf", "haushaltsjahr")


@pghistory.track()
class Deckungsquelle(models.Model):
    """One source of cover, used in the order of `rang`: pot and fiscal year, a carried-over rest, or other income.

    A commitment with a legal date outside `bindung_ab` … `bindung_bis` (both inclusive) finds nothing here. For other
    income (F14: sponsor, other authority) `geber` says from whom; it is never mixed into the ceiling.
    """

    class Art(models.TextChoices):
        HAUSHALT = "haushalt", _("Haushaltsmittel")
        UEBERTRAG = "uebertrag", _("Ermächtigungsübertrag")
        SONSTIGE = "sonstige", _("sonstige Einnahme")

    bereitstellung = models.ForeignKey(Bereitstellung, models.PROTECT, related_name="quellen")
    art = models.CharField(_("Art"), max_length=10, choices=Art, default=Art.HAUSHALT)
    topf = models.ForeignKey(
        Mitteltopf,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quellen",
        verbose_name=_("Mitteltopf"),
    )
    geber = models.CharField(_("Geber"), max_length=200, blank=True)
    haushaltsjahr = models.ForeignKey(
        Haushaltsjahr, models.PROTECT, related_name="quellen", verbose_name=_("Haushaltsjahr")
    )
    herkunftsjahr = models.PositiveSmallIntegerField(_("Herkunftsjahr"))
    rang = models.PositiveSmallIntegerField(_("Rang"))
    bindung_ab = models.DateField(_("Bindung möglich ab"))
    bindung_ab_aktenzeichen = models.CharField(
        _("Aktenzeichen der Verpflichtungsermächtigung"), max_length=60, blank=True
    )
    bindung_bis = models.DateField(_("letzter Tag der Bindung"))
    ist_gesperrt = models.BooleanField(_("gesperrt"), default=False)
    sperrgrund = models.CharField(_("Grund der Sperre"), max_length=300, blank=True)
    punkt = models.ForeignKey(Petitumspunkt, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DeckungsquelleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Deckungsquelle")
        verbose_name_plural = _("Deckungsquellen")
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(
                fields=["bereitstellung", "rang"],
                name="quelle_rang_einmalig",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["bereitstellung", "topf", "haushaltsjahr"],
                condition=Q(art="haushalt"),
                name="quelle_topf_und_jahr_einmalig",
                violation_error_message=_("Diesen Topf gibt es für dieses Haushaltsjahr hier schon."),
            ),
            models.CheckConstraint(
                condition=Q(bindung_bis__gte=F("bindung_ab")),
                name="quelle_bindung_zeitraum",
                violation_error_message=_("Der letzte Tag der Bindung liegt vor dem ersten."),
            ),
            models.CheckConstraint(
                condition=~Q(art="haushalt") | Q(bindung_bis__year__lte=F("haushaltsjahr")),
                name="quelle_bindung_im_jahr",
                violation_error_message=_("Gebunden werden kann höchstens bis zum 31. Dezember des Jahres."),
            ),
            models.CheckConstraint(
                condition=~Q(art="haushalt")
                | Q(bindung_ab__year__gte=F("haushaltsjahr"))
                | ~Q(bindung_ab_aktenzeichen=""),
                name="quelle_vorgriff_mit_aktenzeichen",
                violation_error_message=_(
                    "Vor Beginn des Jahres kann nur mit Verpflichtungsermächtigung oder Vorgriff gebunden werden. "
                    "Bitte nennen Sie das Aktenzeichen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(art="sonstige") & ~Q(geber="") | ~Q(art="sonstige") & Q(topf__isnull=False),
                name="quelle_topf_oder_geber",
                violation_error_message=_(
                    "Es fehlt der Mitteltopf oder, bei sonstigen Einnahmen, der Geber."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ist_gesperrt=False) | ~Q(sperrgrund=""),
                name="quelle_sperre_mit_grund",
                violation_error_message=_("Zur Sperre gehört ein Grund."),
            ),
        ]

    def __str__(self) -> str:
        if self.art == self.Art.SONSTIGE:
            return f"{self.geber} {self.haushaltsjahr_id}"
        if self.art == self.Art.UEBERTRAG:
            return f"{self.haushaltsjahr_id} aus {self.herkunftsjahr} (Ermächtigungsübertrag)"
        return f"{self.topf} {self.haushaltsjahr_id}"

    @property
    def letztes_jahr(self) -> int:
        """The last fiscal year in which it can be bound: its own, of a carried-over rest maybe a later one."""
        return max(self.haushaltsjahr_id, self.bindung_bis.year)

    def kennt(self, tag: date) -> bool:
        """Whether a commitment of that legal date may use it, apart from the money."""
        return not self.ist_gesperrt and self.bindung_ab <= tag <= self.bindung_bis


class BestaetigungQuerySet(models.QuerySet["Verfuegbarkeitsbestaetigung"]):
    def in_kraft(self) -> "BestaetigungQuerySet":
        """Countersigned ones, the newest of each source first; the first of a source is the one in force."""
        return self.filter(gegengezeichnet_am__isnull=False).order_by("quelle", "-gegengezeichnet_am", "-id")

    def offen(self) -> "BestaetigungQuerySet":
        """Those that still wait for the second person."""
        return self.filter(gegengezeichnet_am__isnull=True, zurueckgezogen_am__isnull=True)

    def letzte(self) -> "BestaetigungQuerySet":
        """The newest statement of each source, whatever became of it."""
        return self.order_by("quelle_id", "-bestaetigt_am", "-id").distinct("quelle_id")


@pghistory.track()
class Verfuegbarkeitsbestaetigung(models.Model):
    """What is available in a source on a day (EUR), said by one person and countersigned by another.

    The city's ledger is the ledger of record; `lfd` is the last row of ours that the amount already takes into account.
    The approval of a carry-over is the confirmation of its source and does not age (`altert` False, F11).
    """

    quelle = models.ForeignKey(
        Deckungsquelle, models.PROTECT, related_name="bestaetigungen", verbose_name=_("Deckungsquelle")
    )
    stichtag = models.DateField(_("Stichtag"))
    betrag = betragsfeld(_("verfügbar in Euro"))
    aktenzeichen = models.CharField(_("Aktenzeichen"), max_length=60)
    lfd = models.PositiveIntegerField(_("berücksichtigt Buchungen bis Nummer"), default=0)
    altert = models.BooleanField(default=True)
    bestaetigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("bestätigt von")
    )
    bestaetigt_am = models.DateTimeField(_("bestätigt am"), default=uhr.jetzt)
    gegengezeichnet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gegengezeichnet von"),
    )
    gegengezeichnet_am = models.DateTimeField(_("gegengezeichnet am"), null=True, blank=True)
    zurueckgezogen_am = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)
    abgelehnt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nicht gezeichnet von"),
    )
    ablehnungsgrund = models.CharField(_("nicht gezeichnet, weil"), max_length=300, blank=True)

    objects = BestaetigungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verfügbarkeitsbestätigung")
        verbose_name_plural = _("Verfügbarkeitsbestätigungen")
        ordering = ["-stichtag", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(betrag__gte=0),
                name="bestaetigung_nicht_negativ",
                violation_error_message=_("Der Betrag kann nicht kleiner als null sein."),
            ),
            models.CheckConstraint(
                condition=Q(gegengezeichnet_von__isnull=True) | ~Q(gegengezeichnet_von=F("bestaetigt_von")),
                name="bestaetigung_zwei_menschen",
                violation_error_message=_("Gegenzeichnen muss eine andere Person."),
            ),
            models.CheckConstraint(
                condition=Q(gegengezeichnet_von__isnull=True, gegengezeichnet_am__isnull=True)
                | Q(gegengezeichnet_von__isnull=False, gegengezeichnet_am__isnull=False),
                name="bestaetigung_zeichnung_ganz",
            ),
            models.CheckConstraint(
                condition=Q(gegengezeichnet_am__isnull=True) | Q(zurueckgezogen_am__isnull=True),
                name="bestaetigung_gilt_oder_zurueck",
            ),
            models.CheckConstraint(
                condition=Q(abgelehnt_von__isnull=True, ablehnungsgrund="")
                | Q(abgelehnt_von__isnull=False, zurueckgezogen_am__isnull=False) & ~Q(ablehnungsgrund=""),
                name="bestaetigung_ablehnung_mit_grund",
            ),
            models.CheckConstraint(
                condition=Q(abgelehnt_von__isnull=True) | ~Q(abgelehnt_von=F("bestaetigt_von")),
                name="bestaetigung_ablehnung_anderer",
                violation_error_message=_("Ablehnen muss eine andere Person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quelle}: {self.betrag} am {self.stichtag:%d.%m.%Y}"

    @property
    def ist_offen(self) -> bool:
        """Whether it still waits for the second person."""
        return self.gegengezeichnet_am is None and self.zurueckgezogen_am is None

    def alter(self, tag: date) -> int:
        """Days between `stichtag` and `tag`."""
        return (tag - self.stichtag).days
