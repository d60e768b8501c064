"""The minutes as plain data: what is frozen, and the only thing that page, PDF and letter show.

`sichtbarer_teil` is the one place that takes out what is not public (S42).
"""

from typing import Any

from django.utils import timezone, translation

from beirat.models import Mitgliedschaft
from konferenz.formate import datum_kurz, datum_mit_tag
from planung.fristen import tag_der
from planung.models import Anwesenheit, Protokoll, Sitzung, Tagesordnungspunkt
from planung.queries.beschlussfaehigkeit import Saal
from planung.queries.mitglieder import mitgliedschaften

NICHTOEFFENTLICH = "nichtöffentlich"
Status = Anwesenheit.Status


def inhalt_von(protokoll: Protokoll) -> dict[str, Any]:
    """The present content of the minutes, public and non-public, as values that JSON keeps."""
    with translation.override("de"):
        return _kopf(protokoll) | {"punkte": _punkte(protokoll)}


def _kopf(protokoll: Protokoll) -> dict[str, Any]:
    """Everything above the items."""
    sitzung = protokoll.sitzung
    saal = Saal.von(sitzung)
    return {
        "gremium": sitzung.gremium.name,
        "sitzung": str(sitzung),
        "tag": datum_mit_tag(tag_der(sitzung)),
        "von": _uhr(sitzung.eroeffnet_am or sitzung.beginn),
        "bis": _uhr(sitzung.geschlossen_am or sitzung.ende),
        "ort": _ort(sitzung),
        "schreibt": str(protokoll.geschrieben_von or ""),
        "stand": protokoll.stand,
        "aenderung": protokoll.aenderung,
        "genehmigt_in": _genehmigt_in(protokoll.genehmigt_in),
        "beschlussfaehig": saal.beschlussfaehigkeit(None, _anfang(saal, sitzung)).satz,
        **_menschen(sitzung, saal),
    }


def _genehmigt_in(sitzung: Sitzung | None) -> str:
    return f"{sitzung} am {datum_kurz(tag_der(sitzung))}" if sitzung else ""


def _anfang(saal: Saal, sitzung: Sitzung) -> Any:
    """The moment at which the body's ability is noted at the top: the first item was taken, else the opening."""
    erste = sitzung.punkte.filter(aufgerufen_am__isnull=False).order_by("aufgerufen_am").first()
    return (erste.aufgerufen_am if erste else None) or sitzung.eroeffnet_am or sitzung.beginn


def _uhr(zeit: Any) -> str:
    return timezone.localtime(zeit).strftime("%H:%M").lstrip("0")


def _ort(sitzung: Sitzung) -> str:
    teile = [sitzung.ort.name, sitzung.ort.anschrift, sitzung.raum] if sitzung.ort else [sitzung.raum]
    if sitzung.form == Sitzung.Form.DIGITAL:
        return "online"
    online = " und online" if sitzung.form == Sitzung.Form.HYBRID else ""
    return ", ".join(teil for teil in teile if teil) + online


def _menschen(sitzung: Sitzung, saal: Saal) -> dict[str, Any]:
    """Who led, who was there, excused, missing, a guest; one text for each person."""
    leitung = [
        eine.person.anzeigename
        for eine in mitgliedschaften(sitzung.gremium, tag_der(sitzung))
        if eine.funktion in (Mitgliedschaft.Funktion.VORSITZ, Mitgliedschaft.Funktion.STELLVERTRETUNG)
    ]
    je_status: dict[str, list[str]] = {status: [] for status in Status.values}
    for eine in saal.anwesenheiten:
        je_status[eine.status].append(_wer(eine))
    da = [
        eine.person.anzeigename
        for eine in saal.anwesenheiten
        if eine.person and eine.status == Status.ANWESEND
    ]
    return {"leitung": next((name for name in leitung if name in da), ""), "anwesenheit": je_status}


def _wer(eine: Anwesenheit) -> str:
    """ "Mariam Ahmadi (ab 17:20 Uhr)"."""
    zusatz = [f"für {eine.vertritt}"] if eine.vertritt else []
    zusatz += [f"ab {_uhr(eine.von)} Uhr"] if eine.von else []
    zusatz += [f"bis {_uhr(eine.bis)} Uhr"] if eine.bis else []
    name = str(eine.person or eine.gastname)
    return f"{name} ({', '.join(zusatz)})" if zusatz else name


def _punkte(protokoll: Protokoll) -> list[dict[str, Any]]:
    """Items in the order of the agenda with text, votes, who took no part, tasks."""
    punkte = protokoll.sitzung.punkte.in_ordnung().prefetch_related(
        "abstimmungen", "befangene__person", "aufgaben__verantwortlich"
    )
    abschnitte = {eins.punkt_id: eins for eins in protokoll.abschnitte.all()}
    return [_punkt(punkt, abschnitte.get(punkt.pk)) for punkt in punkte]


def _punkt(punkt: Tagesordnungspunkt, abschnitt: Any) -> dict[str, Any]:
    return {
        "id": punkt.pk,
        "nummer": punkt.nummer,
        "titel": punkt.titel,
        "ist_unterpunkt": punkt.uebergeordnet_id is not None,
        "ist_oeffentlich": _ist_oeffentlich(punkt),
        "stand": punkt.stand,
        "behandelt_als": punkt.behandelt_als,
        "ergebnis": abschnitt.ergebnis if abschnitt else "",
        "beschluss": abschnitt.beschluss if abschnitt else "",
        "abstimmungen": [
            {"gegenstand": eine.gegenstand, "stimmen": str(eine), "ergebnis": eine.get_ergebnis_display()}
            for eine in punkt.abstimmungen.all()
        ],
        "ohne_mitwirkung": [str(eine.person) for eine in punkt.befangene.all()],
        "aufgaben": [
            {"titel": eine.titel, "wer": str(eine.verantwortlich), "bis": datum_kurz(eine.frist)}
            for eine in punkt.aufgaben.all()
        ],
    }  # fmt: skip


def _ist_oeffentlich(punkt: Tagesordnungspunkt) -> bool:
    """What belongs to a non-public item is not public either."""
    oben = punkt.uebergeordnet
    return punkt.ist_oeffentlich and (oben is None or oben.ist_oeffentlich)


def sichtbarer_teil(inhalt: dict[str, Any], mit_nichtoeffentlichem: bool) -> dict[str, Any]:
    """The content as it may be shown: without the right, of a non-public item only its number is left."""
    if mit_nichtoeffentlichem:
        return inhalt
    return {**inhalt, "punkte": [_verdeckt(punkt) for punkt in inhalt["punkte"]]}


def _verdeckt(punkt: dict[str, Any]) -> dict[str, Any]:
    if punkt["ist_oeffentlich"]:
        return punkt
    bleibt = ("id", "nummer", "ist_unterpunkt", "ist_oeffentlich", "stand", "behandelt_als")
    leer = {"ergebnis": "", "beschluss": "", "abstimmungen": [], "ohne_mitwirkung": [], "aufgaben": []}
    return {**{name: punkt[name] for name in bleibt}, **leer, "titel": NICHTOEFFENTLICH}
