"""What pages and cards say about tasks: state in words and colour, whose they are, who can be given one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beirat.models import Gremium, Mitgliedschaft
from konferenz import uhr
from konferenz.beitraege import Karte, Schritt
from konferenz.formate import Stand, datum_kurz
from konferenz.models import Benutzer, Konferenz
from planung.models import Aufgabe, Wiedervorlage
from planung.queries import sicht

AUF_DER_KARTE = 5
_ART = {Aufgabe.Stand.OFFEN: "neutral", Aufgabe.Stand.IN_ARBEIT: "info", Aufgabe.Stand.ERLEDIGT: "success"}


def stand_der(aufgabe: Aufgabe) -> Stand:
    """The badge of a task: overdue and due today are said in words, never by colour alone."""
    if aufgabe.ist_ueberfaellig:
        return Stand("danger", _("überfällig"))
    if aufgabe.frist == uhr.heute() and aufgabe.erledigt_am is None:
        return Stand("warning", _("fällig heute"))
    return Stand(_ART.get(Aufgabe.Stand(aufgabe.stand), "neutral"), str(aufgabe.get_stand_display()))


def meine(benutzer: Benutzer) -> QuerySet[Aufgabe]:
    """Open tasks of the account's person."""
    return sicht.aufgaben(benutzer).offen().filter(verantwortlich__benutzer=benutzer)  # type: ignore[attr-defined]


def meine_wiedervorlagen(benutzer: Benutzer) -> QuerySet[Wiedervorlage]:
    """Notes of the account's person that are not done with, those ahead too."""
    reihe = Wiedervorlage.objects.filter(an__benutzer=benutzer, erledigt_am=None)
    return reihe.select_related("aufgabe", "gremium")


def zu_kontrollieren(gremium: Gremium) -> list[Aufgabe]:
    """What the standing item "Aufgabenkontrolle" goes through: every open task of the body, overdue ones first."""
    return list(gremium.aufgaben.offen().select_related("verantwortlich"))


def gremien_der_arbeit(benutzer: Benutzer) -> list[Gremium]:
    """Bodies in which the account may give tasks."""
    offen = Mitgliedschaft.objects.gueltig(uhr.heute()).values("sitz__gremium")
    return [
        gremium
        for gremium in Gremium.objects.filter(pk__in=offen).order_by("name")
        if benutzer.has_perm("planung.aufgabe_bearbeiten", gremium)
    ]


def empfaenger(gremien: list[Gremium]) -> list[Mitgliedschaft]:
    """Who can be given a task today: everybody who belongs to one of the bodies."""
    gueltig = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(sitz__gremium__in=gremien)
    reihe = gueltig.select_related("person", "sitz__gremium").order_by(
        "sitz__gremium__name", "person__anzeigename"
    )
    return list({(eine.sitz.gremium_id, eine.person_id): eine for eine in reihe}.values())


@dataclass(frozen=True)
class Zeile:
    """A task and its badge."""

    aufgabe: Aufgabe
    stand: Stand


def zeilen(aufgaben: QuerySet[Aufgabe] | list[Aufgabe]) -> list[Zeile]:
    """The tasks with their badges, in their order."""
    return [Zeile(aufgabe, stand_der(aufgabe)) for aufgabe in aufgaben]


def karten(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Karte]:
    """Contribution `karten`: my tasks, the most urgent first, for whoever takes part in a body."""
    if not benutzer.has_perm("planung.sitzung_sehen") or sicht.sieht_alles(benutzer):
        return []
    alle = zeilen(meine(benutzer))
    ueberfaellig = len([zeile for zeile in alle if zeile.aufgabe.ist_ueberfaellig])
    abzeichen = None
    if ueberfaellig:
        wort = ngettext("%(zahl)d überfällig", "%(zahl)d überfällig", ueberfaellig) % {"zahl": ueberfaellig}
        abzeichen = ("danger", wort)
    daten = {"zeilen": alle[:AUF_DER_KARTE], "weitere": max(0, len(alle) - AUF_DER_KARTE)}
    return [Karte(_("Meine Aufgaben"), "planung/karte_aufgaben.html", daten, 20, abzeichen)]


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: the task of mine that is due first, once it is due or overdue."""
    faellig = meine(benutzer).filter(frist__lte=uhr.heute()).first()
    if faellig is None:
        return []
    return [
        Schritt(
            faellig.titel,
            _("Diese Aufgabe war bis %(tag)s zu erledigen.") % {"tag": datum_kurz(faellig.frist)},
            reverse("planung:aufgabe", args=[faellig.pk]),
            _("Aufgabe öffnen"),
            frist=faellig.frist,
            rang=35,
        )
    ]
