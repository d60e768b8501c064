"""What happened to a registration, by the project's clock, for people who read it; the audit trail has the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from anmeldung.actions.arbeit import ABSAGEGRUENDE
from anmeldung.models import Anmeldung, Platz, Warteplatz
from konferenz.models import Nachricht


@dataclass(frozen=True)
class Ereignis:
    """One line of the timeline: when, what, and a detail in small print."""

    am: datetime
    titel: str
    text: Any = ""


def ereignisse(
    anmeldung: Anmeldung, platz: Platz | None, wartet: Warteplatz | None, briefe: Iterable[Nachricht]
) -> list[Ereignis]:
    """The timeline in order of time. A seat that was offered is known from its letter even after it was given back."""
    liste = [_eingang(anmeldung)]
    if anmeldung.bestaetigt_am and anmeldung.quelle == Anmeldung.Quelle.SELBST:
        liste.append(Ereignis(anmeldung.bestaetigt_am, _("Bestätigt")))
    if wartet:
        liste.append(Ereignis(wartet.seit, _("Auf die Warteliste gekommen"), _nummer(wartet)))
    angebote = [brief for brief in briefe if brief.anlass == "anmeldung.angebot"]
    liste += [Ereignis(brief.erstellt_am, _("Platz angeboten")) for brief in angebote]
    if platz and angebote and not platz.angeboten_bis:
        liste.append(Ereignis(platz.vergeben_am, _("Platz angenommen")))
    elif platz and not platz.angeboten_bis:
        liste.append(Ereignis(platz.vergeben_am, _("Platz erhalten")))
    if anmeldung.beendet_am:
        titel = _("Abgesagt") if anmeldung.stand == Anmeldung.Stand.ABGEMELDET else _("Angebot verfallen")
        liste.append(Ereignis(anmeldung.beendet_am, titel, _grund(anmeldung)))
    return sorted(liste, key=lambda ereignis: ereignis.am)


def _eingang(anmeldung: Anmeldung) -> Ereignis:
    zusatz = anmeldung.get_quelle_display()
    if anmeldung.erfasst_von:
        zusatz = _("%(weg)s, erfasst von %(name)s") % {"weg": zusatz, "name": anmeldung.erfasst_von.name}
    return Ereignis(anmeldung.eingegangen_am, _("Angemeldet"), zusatz)


def _nummer(wartet: Warteplatz) -> str:
    return _("Wartenummer %(nummer)d") % {"nummer": wartet.nummer}


def _grund(anmeldung: Anmeldung) -> Any:
    """The reason that staff chose, from the context of the audit trail."""
    verlauf = apps.get_model("anmeldung.AnmeldungEvent").objects.filter(
        pgh_obj_id=anmeldung.pk, stand=anmeldung.stand
    )
    grund = verlauf.order_by("-pgh_id").values_list("pgh_context__metadata__grund", flat=True).first()
    return ABSAGEGRUENDE.get(grund, "")
