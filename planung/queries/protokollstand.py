"""How far minutes are: the steps in order, and what this person should do next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from beirat.mitwirkung import mitwirkung
from konferenz.beitraege import Schritt
from konferenz.formate import Stand, datum_kurz
from konferenz.models import Benutzer, Konferenz
from planung.models import Protokoll, Sitzung, Tagesordnungspunkt
from planung.models.protokoll import Protokollabschnitt

S = Protokoll.Stand
_REIHE = (S.ENTWURF, S.ABGESTIMMT, S.VERSANDT, S.GENEHMIGT)
_ART = {
    S.ENTWURF: "neutral",
    S.ABGESTIMMT: "info",
    S.VERSANDT: "info",
    S.GENEHMIGT: "success",
    S.GEAENDERT: "success",
}
BEHANDELT = (Tagesordnungspunkt.Stand.BEHANDELT, Tagesordnungspunkt.Stand.AUFGERUFEN)


def stand_der(protokoll: Protokoll) -> Stand:
    """The badge of minutes."""
    return Stand(_ART[S(protokoll.stand)], str(protokoll.get_stand_display()))


def abschnitte_der(protokoll: Protokoll) -> list[Protokollabschnitt]:
    """Sections of the items that were taken, in the order of the agenda; an item that was not taken needs no text."""
    je_punkt = {eins.punkt_id: eins for eins in protokoll.abschnitte.select_related("punkt")}
    punkte = Tagesordnungspunkt.objects.filter(sitzung=protokoll.sitzung_id, stand__in=BEHANDELT).in_ordnung()
    return [je_punkt[punkt.pk] for punkt in punkte if punkt.pk in je_punkt]


def unfertige(protokoll: Protokoll) -> list[Protokollabschnitt]:
    """Sections still to be written."""
    return [eins for eins in abschnitte_der(protokoll) if not eins.ist_fertig]


def schritte(protokoll: Protokoll, abschnitte: list[Protokollabschnitt]) -> list[dict[str, str]]:
    """The four steps with the words of their state."""
    stelle = _REIHE.index(S.GENEHMIGT if protokoll.ist_genehmigt else S(protokoll.stand))
    fertig = len([eins for eins in abschnitte if eins.ist_fertig])
    offen = _("%(fertig)d von %(alle)d TOP fertig") % {"fertig": fertig, "alle": len(abschnitte)}
    worte = (
        offen if stelle == 0 else "",
        datum_kurz(protokoll.abgestimmt_am) or _("mit dem Vorsitz"),
        datum_kurz(protokoll.versandt_am) or _("an alle im Gremium"),
        datum_kurz(protokoll.genehmigt_am) or _("in der nächsten Sitzung"),
    )
    arten = ["erledigt"] * stelle + ["jetzt"] + [""] * (len(_REIHE) - stelle - 1)
    if protokoll.ist_genehmigt:
        arten[-1] = "erledigt"
    namen = [
        *(str(eine.label) for eine in _REIHE[:3]),
        str(S(protokoll.stand).label if protokoll.ist_genehmigt else S.GENEHMIGT.label),
    ]
    return [
        {"name": name, "stand": wort, "art": art} for name, wort, art in zip(namen, worte, arten, strict=True)
    ]


@dataclass(frozen=True)
class Tat:
    """What comes next: a task as a title, why, and the page or (with `ist_knopf`) the act behind the button."""

    titel: str
    grund: str
    url: str = ""
    knopf: str = ""
    ist_knopf: bool = False


def naechste_tat(
    protokoll: Protokoll, abschnitte: list[Protokollabschnitt], benutzer: Benutzer
) -> Tat | None:
    """The next step in words, with its button only for whoever may take it; None once the minutes are approved."""
    frage = {S.ENTWURF: _im_entwurf, S.ABGESTIMMT: _abgestimmt, S.VERSANDT: _versandt}.get(S(protokoll.stand))
    return frage(protokoll, abschnitte, benutzer) if frage else None


def _im_entwurf(protokoll: Protokoll, abschnitte: list[Protokollabschnitt], benutzer: Benutzer) -> Tat:
    schreibt = benutzer.has_perm("planung.protokoll_schreiben", protokoll)
    if protokoll.sitzung.stand == Sitzung.Stand.LAEUFT:
        live = reverse("planung:sitzung-live", args=[protokoll.sitzung_id]) if schreibt else ""
        return Tat(
            _("Die Sitzung läuft"),
            _("Geschrieben wird auf der Seite der laufenden Sitzung."),
            live,
            _("Zur Mitschrift"),
        )
    offen = [eins for eins in abschnitte if not eins.ist_fertig]
    if offen:
        titel = _("%(punkt)s fertig schreiben, dann dem Vorsitz vorlegen") % {"punkt": offen[0].punkt}
        url = reverse("planung:abschnitt", args=[offen[0].punkt_id]) if schreibt else ""
        return Tat(
            titel,
            _("Danach stimmt der Vorsitz zu, und die Niederschrift geht an alle."),
            url,
            _("Weiterschreiben"),
        )
    darf = benutzer.has_perm("planung.protokoll_abstimmen", protokoll)
    url = reverse("planung:protokoll-abstimmen", args=[protokoll.sitzung_id]) if darf else ""
    grund = (
        _("Alles ist geschrieben. Bitte lesen und zustimmen.")
        if darf
        else _("Alles ist geschrieben; jetzt stimmt der Vorsitz zu.")
    )
    return Tat(_("Der Vorsitz prüft den Entwurf"), grund, url, _("Entwurf zustimmen"), ist_knopf=True)


def _abgestimmt(protokoll: Protokoll, abschnitte: list[Protokollabschnitt], benutzer: Benutzer) -> Tat:
    darf = benutzer.has_perm("planung.protokoll_schreiben", protokoll)
    url = reverse("planung:protokoll-versenden", args=[protokoll.sitzung_id]) if darf else ""
    grund = _("Der Text wird eingefroren. Mitglieder bekommen ihn ganz, Gäste nur den öffentlichen Teil.")
    return Tat(_("Niederschrift versenden"), grund, url, _("An alle versenden"), ist_knopf=True)


def _versandt(protokoll: Protokoll, abschnitte: list[Protokollabschnitt], benutzer: Benutzer) -> Tat:
    darf = benutzer.has_perm("planung.protokoll_schreiben", protokoll) and spaetere_sitzungen(protokoll)
    url = reverse("planung:protokoll-genehmigen", args=[protokoll.sitzung_id]) if darf else ""
    grund = _("Bis dahin können Mitglieder Einwand erheben.")
    return Tat(_("In der nächsten Sitzung genehmigen"), grund, url, _("Genehmigung eintragen"))


def spaetere_sitzungen(protokoll: Protokoll) -> list[Sitzung]:
    """Meetings of the body in which these minutes can be approved: opened ones after it."""
    eigene = protokoll.sitzung
    reihe = Sitzung.objects.filter(
        gremium=eigene.gremium_id,
        beginn__gt=eigene.beginn,
        stand__in=[Sitzung.Stand.LAEUFT, Sitzung.Stand.BEENDET],
    )
    return list(reihe.order_by("beginn"))


def anstehend(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: minutes that wait for this person as chair or minute-taker, the oldest first."""
    dort = mitwirkung(benutzer)
    reihe = Protokoll.objects.filter(
        sitzung__gremium__in=dort.leitung | dort.niederschrift, stand__in=[S.ENTWURF, S.ABGESTIMMT]
    )
    for protokoll in reihe.select_related("sitzung__gremium").order_by("sitzung__beginn"):
        tat = naechste_tat(protokoll, abschnitte_der(protokoll), benutzer)
        if tat is not None and tat.url:
            adresse = protokoll.get_absolute_url() if tat.ist_knopf else tat.url
            return [
                Schritt(f"{protokoll}: {tat.titel}", tat.grund, adresse, _("Niederschrift öffnen"), rang=30)
            ]
    return []
