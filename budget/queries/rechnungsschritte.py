"""The chain of an invoice for its page: which step is done, by whom and when, and which comes next."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from budget.models import Rechnung
from budget.queries.rechnung import Rechnungslage, Rechnungsschritt
from konferenz.formate import datum_kurz
from konferenz.models import Benutzer

_NIEMAND = (None, None)


def kette(lage: Rechnungslage, gezahlt_am: date | None = None) -> list[dict[str, str]]:
    """The steps in the shape of `_teile/schritte.html`; a rejected invoice ends where it was rejected. `gezahlt_am` is
    the day of the last payment."""
    rechnung, a = lage.rechnung, lage.anweisung
    schritte = [_schritt(_("erfasst"), _wer(rechnung.erfasst_von, rechnung.erfasst_am), erledigt=True)]
    if rechnung.stand == Rechnung.Stand.ABGELEHNT:
        return [*schritte, _schritt(_("zurückgewiesen"), "", erledigt=True)]
    jetzt = lage.schritt
    feststellen, anordnen = Rechnungsschritt.FESTSTELLEN, Rechnungsschritt.ANORDNEN
    for name, (person, am), schritt in (
        (_("sachlich richtig"), (a.sachlich_von, a.sachlich_am) if a else _NIEMAND, feststellen),
        (_("rechnerisch richtig"), (a.rechnerisch_von, a.rechnerisch_am) if a else _NIEMAND, feststellen),
        (_("angeordnet"), (a.angeordnet_von, a.angeordnet_am) if a else _NIEMAND, anordnen),
    ):
        schritte.append(_schritt(name, _wer(person, am), erledigt=person is not None, jetzt=jetzt == schritt))
    bezahlt = rechnung.stand == Rechnung.Stand.BEZAHLT
    schritte.append(
        _schritt(
            _("bezahlt"), datum_kurz(gezahlt_am), erledigt=bezahlt, jetzt=jetzt == Rechnungsschritt.ZAHLEN
        )
    )
    if jetzt == Rechnungsschritt.REST:
        schritte.append(_schritt(_("Rest freigegeben"), "", erledigt=False, jetzt=True))
    return _nur_einer_jetzt(schritte)


def _schritt(name: str, stand: str, *, erledigt: bool, jetzt: bool = False) -> dict[str, str]:
    return {"name": name, "stand": stand, "art": "erledigt" if erledigt else "jetzt" if jetzt else ""}


def _nur_einer_jetzt(schritte: list[dict[str, str]]) -> list[dict[str, str]]:
    """Of two certificates that are missing only the first is the current step."""
    erster = next((schritt for schritt in schritte if schritt["art"] == "jetzt"), None)
    for schritt in schritte:
        if schritt["art"] == "jetzt" and schritt is not erster:
            schritt["art"] = ""
    return schritte


def _wer(person: Benutzer | None, am: datetime | None) -> str:
    return f"{person.name}, {datum_kurz(am)}" if person else datum_kurz(am)
