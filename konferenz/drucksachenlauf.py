"""The way of a paper through the council: its steps, and what is to be done about it next."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from konferenz import uhr
from konferenz.beitraege import Schritt
from konferenz.formate import Stand, datum, datum_kurz
from konferenz.models import Benutzer, Drucksache, Entscheidung, Konferenz
from konferenz.models.drucksache import BEANSTANDUNGSFRIST, UEBERGAENGE

OFFEN = (Drucksache.Stand.EINGEBRACHT, Drucksache.Stand.UEBERWIESEN)
BESCHLOSSEN = Drucksache.Stand.BESCHLOSSEN
BEANSTANDET = Drucksache.Stand.BEANSTANDET

_ABZEICHEN = {
    "eingebracht": "neutral",
    "ueberwiesen": "info",
    "beschlossen": "success",
    "abgelehnt": "neutral",
    "beanstandet": "danger",
    "aufgehoben": "neutral",
}


def abzeichen(drucksache: Drucksache) -> Stand:
    """The state as a badge."""
    return Stand(_ABZEICHEN[drucksache.stand], drucksache.get_stand_display())


def moegliche_entscheidungen(drucksache: Drucksache) -> list[tuple[str, Any]]:
    """Decisions that can follow on the state of a paper: state, words. Empty at the end of its way."""
    worte: dict[str, Any] = dict(Drucksache.Stand.choices)
    if drucksache.stand == BEANSTANDET:
        worte |= {
            "beschlossen": _("Beanstandung aufgehoben: der Beschluss gilt wieder"),
            "aufgehoben": _("Beschluss aufgehoben"),
        }
    return [(stand, wort) for stand, wort in worte.items() if stand in UEBERGAENGE[drucksache.stand]]


def letzter_tag_der_beanstandung(drucksache: Drucksache) -> date | None:
    """Last day on which the head of the Bezirksamt may object; None if the paper was never adopted (§ 22 BezVG)."""
    beschluss = drucksache.entscheidungen.filter(stand=BESCHLOSSEN).order_by("am", "id").first()
    return beschluss.am + BEANSTANDUNGSFRIST if beschluss else None


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: the first paper of a house, or the decision missing on the paper of the conference."""
    if konferenz is None:
        return [_erste_drucksache()] if benutzer.has_perm("konferenz.drucksache_erfassen") else []
    if konferenz.drucksache is None or not benutzer.has_perm("konferenz.entscheidung_erfassen"):
        return []
    schritt = offene_entscheidung(konferenz.drucksache)
    return [schritt] if schritt else []


def _erste_drucksache() -> Schritt:
    return Schritt(
        _("Drucksache erfassen"),
        _(
            "Aus dem Text des Antrags entstehen Drucksache, Punkte und Konferenz. Vor dem Speichern prüfen Sie alles."
        ),
        reverse("arbeit:drucksache-erfassen"),
        _("Text einfügen"),
        rang=30,
    )


def offene_entscheidung(drucksache: Drucksache) -> Schritt | None:
    """The decision that is still to be recorded: on the motion, or on an objection to it; None if there is none."""
    if drucksache.stand not in (*OFFEN, BEANSTANDET):
        return None
    beanstandet = drucksache.stand == BEANSTANDET
    return Schritt(
        _("Beanstandung klären") if beanstandet else _("Entscheidung eintragen"),
        _("Solange der Beschluss beanstandet ist, gilt er nicht.")
        if beanstandet
        else _zur_beratung(drucksache),
        reverse("arbeit:drucksache-entscheidung", args=[drucksache.pk]),
        _("Entscheidung eintragen"),
        rang=35,
    )


def _zur_beratung(drucksache: Drucksache) -> str:
    tage = sorted(beratung.am for beratung in drucksache.beratungen.all() if beratung.am)
    kommende = next((tag for tag in tage if tag >= uhr.heute()), None)
    if kommende:
        return _("Beraten wird am %(tag)s.") % {"tag": datum(kommende)}
    if tage:
        return _("Beraten wurde am %(tag)s.") % {"tag": datum(tage[-1])}
    return _("Ein Datum der Beratung steht nicht im Text.")


def naechster_schritt(
    benutzer: Benutzer, drucksache: Drucksache, konferenz: Konferenz | None
) -> Schritt | None:
    """What is to be done about a paper, without an address for somebody who may not do it; None if nothing is."""
    if schritt := offene_entscheidung(drucksache):
        recht = "konferenz.entscheidung_erfassen"
    elif schritt := _offener_termin(drucksache, konferenz):
        recht = "konferenz.konferenz_bearbeiten"
    else:
        return None
    return schritt if benutzer.has_perm(recht) else replace(schritt, url="")


def _offener_termin(drucksache: Drucksache, konferenz: Konferenz | None) -> Schritt | None:
    if not drucksache.ist_wirksam or konferenz is None or konferenz.drucksache_id != drucksache.pk:
        return None
    if konferenz.beginn and konferenz.ort_id:
        return None
    return Schritt(
        _("Termin und Ort der Konferenz festlegen"),
        _termin_grund(drucksache),
        reverse("arbeit:konferenz-termin", args=[konferenz.kennung]),
        _("Termin festlegen"),
        frist=_ende_des_zeitraums(drucksache),
    )


def _termin_grund(drucksache: Drucksache) -> str:
    if drucksache.halbjahr:
        worte = {"halbjahr": drucksache.get_halbjahr_display(), "jahr": drucksache.halbjahr_jahr}
        return _("Der Beschluss verlangt das %(halbjahr)s %(jahr)s.") % worte
    if drucksache.halbjahr_jahr:
        return _("Der Beschluss verlangt das Jahr %(jahr)s.") % {"jahr": drucksache.halbjahr_jahr}
    return _("Der Beschluss nennt keinen Zeitraum.")


def _ende_des_zeitraums(drucksache: Drucksache) -> date | None:
    if not drucksache.halbjahr_jahr:
        return None
    return (
        date(drucksache.halbjahr_jahr, 6, 30)
        if drucksache.halbjahr == 1
        else date(drucksache.halbjahr_jahr, 12, 31)
    )


def erledigt(drucksache: Drucksache) -> tuple[str, str]:
    """Title and sentence of the strip where nothing is to be done."""
    if drucksache.stand == BESCHLOSSEN:
        frist = letzter_tag_der_beanstandung(drucksache)
        if frist and frist >= uhr.heute():
            return _("Die Beanstandungsfrist läuft noch"), _(
                "Beanstanden kann die Leitung des Bezirksamts bis zum %(tag)s."
            ) % {"tag": datum(frist)}
        return _("Der Beschluss gilt"), _(
            "Die Beanstandungsfrist ist abgelaufen. Wie die Punkte stehen, lesen Sie unten."
        )
    return _("Zu dieser Drucksache ist nichts mehr zu tun"), _("Sie wurde %(stand)s.") % {
        "stand": drucksache.get_stand_display()
    }


def lauf(drucksache: Drucksache, entscheidungen: list[Entscheidung]) -> list[dict[str, Any]]:
    """The stepper: moved, decided, period of objection, and the end if there is one."""
    beschluss = next((e for e in entscheidungen if e.stand == BESCHLOSSEN), None)
    schritte = [_schritt(_("Eingebracht"), ", ".join(drucksache.antragsteller), ist_da=True)]
    schritte += [
        _schritt(_("Überwiesen"), datum_kurz(e.am), ist_da=True)
        for e in entscheidungen
        if e.stand == "ueberwiesen"
    ]
    if drucksache.stand == Drucksache.Stand.ABGELEHNT:
        return [*schritte, _schritt(_("Abgelehnt"), datum_kurz(entscheidungen[-1].am), ist_da=True)]
    schritte.append(
        _schritt(_("Beschlossen"), datum_kurz(beschluss.am) if beschluss else "", ist_da=bool(beschluss))
    )
    schritte += _nach_dem_beschluss(drucksache, entscheidungen, beschluss)
    offene = [schritt for schritt in schritte if not schritt["art"]]
    if offene:
        offene[0]["art"] = "jetzt"
    return schritte


def _nach_dem_beschluss(
    drucksache: Drucksache, entscheidungen: list[Entscheidung], beschluss: Entscheidung | None
) -> list[dict[str, Any]]:
    if drucksache.stand in (BEANSTANDET, Drucksache.Stand.AUFGEHOBEN):
        letzte = entscheidungen[-1]
        return [
            _schritt(
                letzte.get_stand_display().capitalize(),
                datum_kurz(letzte.am),
                drucksache.stand != BEANSTANDET,
            )
        ]
    frist = letzter_tag_der_beanstandung(drucksache) if beschluss else None
    ist_abgelaufen = bool(frist and frist < uhr.heute())
    worte = _("abgelaufen am %(tag)s") if ist_abgelaufen else _("bis %(tag)s")
    stand = worte % {"tag": datum_kurz(frist)} if frist else _("zwei Wochen")
    return [
        _schritt(_("Beanstandungsfrist"), stand, ist_abgelaufen),
        _schritt(_("In Umsetzung"), "", False),
    ]


def _schritt(name: str, stand: str, ist_da: bool) -> dict[str, Any]:
    return {"name": name, "stand": stand, "art": "erledigt" if ist_da else ""}
