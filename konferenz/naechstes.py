"""The strip "Als Nächstes": what somebody should do now, computed from the state of the house and of the
conference.
"""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from konferenz import beitraege, uhr
from konferenz.beitraege import Schritt
from konferenz.models import Benutzer, Bezirk, Konferenz, Rechtstext
from konferenz.sprachen import SPRACHEN

Frage = Callable[[Konferenz | None], Schritt | None]


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: from an empty installation up to open registration, but for what papers need."""
    moegliche = (frage(konferenz) for recht, frage in _FRAGEN if benutzer.has_perm(recht))
    return [schritt for schritt in moegliche if schritt]


def naechster(benutzer: Benutzer, konferenz: Konferenz | None) -> Schritt | None:
    """The most urgent step of this person over all apps; None if everything is done."""
    return min(
        beitraege.sammle("naechstes", benutzer, konferenz),
        key=lambda schritt: (schritt.rang, schritt.frist or date.max),
        default=None,
    )


def naechster_termin(konferenz: Konferenz | None) -> tuple[str, date] | None:
    """What is due next by itself: name and day of the first date of the conference that is still to come."""
    if konferenz is None:
        return None
    termine = [
        (_("die Anmeldung beginnt"), _tag(konferenz.anmeldung_von)),
        (_("die Frist für Bedarfe endet"), konferenz.bedarf_bis),
        (_("die Anmeldung endet"), _tag(konferenz.anmeldung_bis)),
        (_("die Konferenz findet statt"), konferenz.tag),
    ]
    kommende = [(name, tag) for name, tag in termine if tag and tag >= uhr.heute()]
    return min(kommende, key=lambda termin: termin[1], default=None)


def _tag(zeit: object) -> date | None:
    return timezone.localtime(zeit).date() if zeit else None  # type: ignore[arg-type]


def _behoerde(konferenz: Konferenz | None) -> Schritt | None:
    if Bezirk.objects.exists():
        return None
    return Schritt(
        _("Angaben zur Behörde eintragen"),
        _("Absender, Kontakt und Sprachen stehen auf jeder öffentlichen Seite und in jedem Brief."),
        reverse("arbeit:bezirk"),
        _("Angaben eintragen"),
        rang=10,
    )


def _rechtstexte(konferenz: Konferenz | None) -> Schritt | None:
    vorhanden = set(Rechtstext.objects.values_list("art", flat=True))
    fehlend = [art for art in Rechtstext.Art if art not in vorhanden]
    if not fehlend:
        return None
    return Schritt(
        _("%(text)s schreiben") % {"text": fehlend[0].label},
        _(
            "Ohne Impressum, Datenschutz und Erklärung zur Barrierefreiheit darf die Seite nicht öffentlich werden."
        ),
        reverse("arbeit:rechtstext", args=[fehlend[0].value]),
        _("Text schreiben"),
        rang=20,
    )


def _termin(konferenz: Konferenz | None) -> Schritt | None:
    if konferenz is None or (konferenz.beginn and konferenz.ort_id):
        return None
    return Schritt(
        _("Termin und Ort festlegen"),
        _("Der Beschluss ist da, Tag und Ort der Konferenz fehlen noch."),
        reverse("arbeit:konferenz-termin", args=[konferenz.kennung]),
        _("Termin festlegen"),
        rang=40,
    )


def _anmeldezeit(konferenz: Konferenz | None) -> Schritt | None:
    if konferenz is None or not konferenz.beginn or konferenz.ist_vorbei:
        return None
    if konferenz.anmeldung_bis and konferenz.anmeldung_bis <= konferenz.beginn:
        return None
    return Schritt(
        _("Zeitraum der Anmeldung festlegen"),
        _("Die Anmeldung braucht einen Anfang und ein Ende vor dem Beginn der Konferenz."),
        reverse("arbeit:konferenz-anmeldung", args=[konferenz.kennung]),
        _("Zeitraum festlegen"),
        frist=konferenz.tag,
        rang=50,
    )


def _veroeffentlichen(konferenz: Konferenz | None) -> Schritt | None:
    if konferenz is None or konferenz.ist_veroeffentlicht or not (konferenz.beginn and konferenz.ort_id):
        return None
    return Schritt(
        _("Konferenz veröffentlichen"),
        _("Termin und Ort stehen fest. Noch sieht sie niemand außerhalb des Arbeitsbereichs."),
        reverse("arbeit:konferenz", args=[konferenz.kennung]),
        _("Angaben prüfen"),
        frist=_tag(konferenz.anmeldung_von),
        rang=45,
    )


def _texte(konferenz: Konferenz | None) -> Schritt | None:
    if konferenz is None or konferenz.ist_vorbei:
        return None
    fehlend = fehlende_sprachen(konferenz)
    if not fehlend:
        return None
    return Schritt(
        _("Texte der Konferenz übersetzen"),
        _("Es fehlen noch: %(sprachen)s. Bis dahin steht dort der deutsche Text.")
        % {"sprachen": ", ".join(fehlend)},
        reverse("arbeit:konferenz-texte", args=[konferenz.kennung]),
        _("Texte bearbeiten"),
        rang=60,
    )


def fehlende_sprachen(konferenz: Konferenz) -> list[str]:
    """German names of the offered languages in which a text of the conference is missing that exists in German."""
    bezirk = Bezirk.objects.first()
    texte = [
        text.data
        for text in (konferenz.titel, konferenz.vorspann, konferenz.warum)
        if isinstance(text.data, dict)
    ]
    return [
        SPRACHEN[code].name_deutsch
        for code in (bezirk.sprachen if bezirk else [])
        if any(text.get("de") and not text.get(code) for text in texte)
    ]


_FRAGEN: tuple[tuple[str, Frage], ...] = (
    ("konferenz.bezirk_bearbeiten", _behoerde),
    ("konferenz.rechtstext_bearbeiten", _rechtstexte),
    ("konferenz.konferenz_bearbeiten", _termin),
    ("konferenz.konferenz_bearbeiten", _veroeffentlichen),
    ("konferenz.konferenz_bearbeiten", _anmeldezeit),
    ("konferenz.texte_bearbeiten", _texte),
)
"""Right that makes a step somebody's own, and the question whether it is open."""
