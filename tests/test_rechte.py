"""Every address × every role × every method against one table; the addresses come from the resolver, so that one
without a row fails.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.safestring import SafeString

from beirat.models import Gremium, Mitgliedschaft, Person, Sitz
from konferenz import beitraege
from konferenz.actions.beschluss import bericht_entwerfen
from konferenz.models import Benutzer, Drucksache, Konferenz, Nachricht, Rechtstext, Rolle
from konferenz.models.benutzer import MITGLIEDSROLLEN
from tests import welt
from tests.budget.fuellung import SEITEN_EINER_ZEILE, fuelle, zeile
from tests.budget.rechnungen import rechnungen_aller_staende
from tests.budget.welt import drucksache, kasse
from tests.personen import person
from tests.planung.fuellung import fuelle as fuelle_planung
from tests.planung.niederschriften import schreibe_nieder
from tests.programm.fuellung import fuelle as fuelle_programm

S, A, UE, H, P, B = "sachbearbeitung", "administration", "uebersetzung", "haushalt", "pruefung", "bedarfe"
AN = "anordnung"
GELD = (S, H, AN, P)
GRUPPE = (S, "gruppe", "gruppenvorsitz", "schriftfuehrung")
FREMD = ("beirat",)
"""Members of another body than the one of the object."""
GREMIEN = (*GRUPPE, *FREMD)
SCHREIBEN = (S, "gruppenvorsitz", "schriftfuehrung")
ALLE = frozenset(rolle.value for rolle in Rolle)
OHNE_ROLLE = "ohne Rolle"
NIEMAND = "niemand"  # not logged in

JEDER = "jeder"
"""Open without login; what it shows depends on the conference or on a personal link, never on a role."""
KONTO = "konto"
"""Needs an account, but no role."""
ZU = "zu"
"""Closed for everybody: 404."""


@dataclass(frozen=True)
class Zeile:
    """Who may: `JEDER`, `KONTO`, `ZU` or names of roles; `nur` is the one method of a page that does not take both.

    `blind` are roles that have the right elsewhere, but do not see the object: 404.
    """

    darf: str | frozenset[str]
    nur: str | None = None
    blind: frozenset[str] = frozenset()


def rollen(*namen: str, nur: str | None = None, blind: tuple[str, ...] = ()) -> Zeile:
    return Zeile(frozenset(namen), nur, frozenset(blind))


EINLASSTATEN = (
    "tisch",
    "papierliste",
    "namensschilder",
    "raumschilder",
    "namensschild",
    "einlassen",
    "zurueck",
)
GRUPPENTATEN = ("waehlen", "abgeben", "annehmen", "ablehnen")
TABELLE: dict[str, Zeile] = {
    # login, password, second factor
    "": Zeile(ZU),
    "account_login": Zeile(JEDER),
    "account_logout": Zeile(JEDER),
    "account_inactive": Zeile(JEDER),
    "account_signup": Zeile(JEDER),
    "account_request_login_code": Zeile(JEDER),
    "account_confirm_login_code": Zeile(JEDER),
    "account_reset_password": Zeile(JEDER),
    "account_reset_password_done": Zeile(JEDER),
    "account_email": Zeile(ZU),
    "account_email_verification_sent": Zeile(ZU),
    "account_confirm_email": Zeile(ZU),
    "account_reset_password_from_key": Zeile(ZU),
    "account_reset_password_from_key_done": Zeile(ZU),
    "account_reauthenticate": Zeile(KONTO),
    "account_change_password": Zeile(KONTO),
    "account_set_password": Zeile(KONTO),
    "mfa_index": Zeile(KONTO),
    "mfa_authenticate": Zeile(JEDER),
    "mfa_reauthenticate": Zeile(KONTO),
    "mfa_activate_totp": Zeile(KONTO),
    "mfa_deactivate_totp": Zeile(KONTO),
    "mfa_view_recovery_codes": Zeile(KONTO),
    "mfa_generate_recovery_codes": Zeile(KONTO),
    "mfa_download_recovery_codes": Zeile(KONTO),
    "mfa_list_webauthn": Zeile(KONTO),
    "mfa_add_webauthn": Zeile(KONTO),
    "mfa_reauthenticate_webauthn": Zeile(KONTO),
    "mfa_remove_webauthn": Zeile(KONTO),
    "mfa_edit_webauthn": Zeile(KONTO),
    # staff, ground floor
    "arbeit:uebersicht": Zeile(KONTO, nur="GET"),
    "arbeit:rechte": Zeile(KONTO, nur="GET"),
    "arbeit:einladung": Zeile(JEDER),
    "arbeit:passwort": Zeile(JEDER),
    "arbeit:konten": rollen(A, nur="GET"),
    "arbeit:konto-einladen": rollen(A),
    "arbeit:konto": rollen(A, nur="GET"),
    "arbeit:einladung-erneut": rollen(A, nur="POST"),
    "arbeit:konto-sperren": rollen(A),
    "arbeit:konto-entsperren": rollen(A, nur="POST"),
    "arbeit:rolle-geben": rollen(A),
    "arbeit:rolle-beenden": rollen(A),
    "arbeit:bezirk": rollen(A),
    "arbeit:zeichen": rollen(A),
    "arbeit:zeichen-entfernen": rollen(A, nur="POST"),
    "arbeit:rechtstexte": rollen(A, UE, nur="GET"),
    "arbeit:rechtstext": rollen(A, UE),
    "arbeit:rechtstext-vorschau": rollen(A, UE, nur="POST"),
    "arbeit:orte": rollen(S, nur="GET"),
    "arbeit:ort-neu": rollen(S),
    "arbeit:ort": rollen(S),
    "arbeit:postausgang": rollen(S, A, nur="GET"),
    "arbeit:nachricht": rollen(S, A, nur="GET"),
    "arbeit:nachricht-erneut": rollen(S, A, nur="POST"),
    "arbeit:nachricht-erledigt": rollen(S, A, nur="POST"),
    "arbeit:nachricht-zurueck": rollen(S, A, nur="POST"),
    "arbeit:verlauf": rollen(S, A, H, P, nur="GET"),
    "arbeit:zugriffe": rollen(A, nur="GET"),
    "arbeit:drucksachen": rollen(*ALLE, nur="GET"),
    "arbeit:drucksache": rollen(*ALLE, nur="GET"),
    "arbeit:drucksache-erfassen": rollen(S),
    "arbeit:drucksache-anlegen": rollen(S),
    "arbeit:drucksache-entscheidung": rollen(S),
    # bodies
    "beirat:gremien": rollen(*GREMIEN, nur="GET"),
    "beirat:gremium": rollen(*GREMIEN, nur="GET", blind=FREMD),
    "beirat:gruppe": rollen(*GREMIEN, nur="GET", blind=FREMD),
    "beirat:person": rollen(S, nur="GET"),
    **{
        f"beirat:{name}": rollen(S)
        for name in (
            "gremium-neu",
            "gremium-bearbeiten",
            "aufnehmen",
            "sitz-neu",
            "sitz-bearbeiten",
            "sitz-besetzen",
            "mitgliedschaft",
            "mitgliedschaft-vertretung",
            "mitgliedschaft-beenden",
            "person-aendern",
        )
    },
    "beirat:sitz-entfernen": rollen(S, nur="POST"),
    "beirat:person-einladen": rollen(S, nur="POST"),
    # the resolution under control
    "arbeit:beschlusskontrolle": rollen(*ALLE, nur="GET"),
    "arbeit:beschluss-xlsx": rollen(*ALLE, nur="GET"),
    "arbeit:petitumspunkt": rollen(S),
    "arbeit:punkt-zuweisen": rollen(S),
    "arbeit:sachstandsbericht": rollen(*ALLE, nur="GET"),
    "arbeit:bericht-pdf": rollen(*ALLE, nur="GET"),
    "arbeit:bericht-neu": rollen(S),
    "arbeit:bericht-schreiben": rollen(S),
    "arbeit:bericht-senden": rollen(S),
    "arbeit:bericht-eintragen": rollen(S),
    "arbeit:bericht-verwerfen": rollen(S, nur="POST"),
    "arbeit:konferenzen": rollen(*ALLE, nur="GET"),
    "arbeit:konferenz": rollen(*ALLE, nur="GET"),
    "arbeit:konferenz-termin": rollen(S),
    "arbeit:konferenz-anmeldung": rollen(S),
    "arbeit:konferenz-texte": rollen(S, UE),
    "arbeit:konferenz-veroeffentlichen": rollen(S, nur="POST"),
    "arbeit:konferenz-verbergen": rollen(S, nur="POST"),
    "arbeit:angebot-neu": rollen(S),
    "arbeit:angebot": rollen(S, UE),
    "arbeit:angebot-loeschen": rollen(S, nur="POST"),
    "arbeit:angebot-vorziehen": rollen(S, nur="POST"),
    # staff, money
    "budget:uebersicht": rollen(S, H, "anordnung", P, nur="GET"),
    # staff, registrations
    "anmeldungen:liste": rollen(S, nur="GET"),
    "anmeldungen:erfassen": rollen(S),
    "anmeldungen:plaetze": rollen(S),
    "anmeldungen:warteliste": rollen(S, nur="GET"),
    "anmeldungen:zahlen": rollen(S, nur="GET"),
    "anmeldungen:gruppenwahl": rollen(S),
    "anmeldungen:rueckmeldungen": rollen(S, nur="GET"),
    "einlass:einlass": rollen(S, "einlass"),
    "einlass:ohne-anmeldung": rollen(S, "einlass"),
    "einlass:nachtragen": rollen(S, "einlass"),
    **{f"einlass:{tat}": rollen(S, "einlass", nur="POST") for tat in EINLASSTATEN},
    "anmeldungen:zuteilen": rollen(S, nur="POST"),
    "anmeldungen:gruppe": rollen(S, nur="GET"),
    "anmeldungen:nach-frist": rollen(S, nur="GET"),
    "anmeldungen:herunterladen": rollen(S),
    "anmeldungen:csv": rollen(S),
    "anmeldungen:xlsx": rollen(S),
    "anmeldungen:detail": rollen(S, nur="GET"),
    "anmeldungen:aendern": rollen(S),
    "anmeldungen:absagen": rollen(S),
    "anmeldungen:bestaetigen": rollen(S),
    "anmeldungen:angebot-annehmen": rollen(S),
    "anmeldungen:angebot-ablehnen": rollen(S),
    "anmeldungen:link": rollen(S),
    "anmeldungen:bedarfe": rollen(S, B, nur="GET"),
    "anmeldungen:bedarf-reservieren": rollen(S),
    "anmeldungen:bedarfe-lesen": rollen(B),
    "anmeldungen:bedarf-geklaert": rollen(S),
    "anmeldungen:bedarf-offen": rollen(S),
    "anmeldungen:bedarfe-loeschen": rollen(S),
    # staff, money: what it rests on
    "budget:bereitstellung": rollen(*GELD, nur="GET"),
    "budget:bereitstellung-neu": rollen(H),
    "budget:obergrenze": rollen(H),
    "budget:regeln": rollen(H),
    "budget:quelle-neu": rollen(H),
    "budget:einnahme-neu": rollen(H),
    "budget:quelle-sperren": rollen(H),
    "budget:quelle-entsperren": rollen(H, nur="POST"),
    "budget:quelle-bindung": rollen(H),
    "budget:bestaetigen": rollen(H),
    "budget:gegenzeichnen": rollen(AN),
    "budget:nicht-zeichnen": rollen(AN),
    "budget:bestaetigung-zurueckziehen": rollen(H, nur="POST"),
    "budget:jahresende": rollen(*GELD, nur="GET"),
    "budget:jahresende-freigeben": rollen(S, H),
    "budget:jahresende-umdecken": rollen(H),
    "budget:uebertraege": rollen(*GELD, nur="GET"),
    "budget:uebertrag": rollen(*GELD, nur="GET"),
    "budget:uebertrag-beantragen": rollen(H),
    "budget:uebertrag-kuerzen": rollen(H),
    "budget:uebertrag-ablehnen": rollen(H),
    "budget:uebertrag-bewilligen": rollen(H),
    "budget:uebertrag-umdecken": rollen(H),
    "budget:buch": rollen(*GELD, nur="GET"),
    "budget:buch-csv": rollen(S, H, P),
    "budget:buch-xlsx": rollen(S, H, P),
    "budget:haushaltsjahre": rollen(*GELD, nur="GET"),
    "budget:haushaltsjahr-neu": rollen(H),
    "budget:haushaltsjahr": rollen(H),
    "budget:toepfe": rollen(*GELD, nur="GET"),
    "budget:topf-neu": rollen(H),
    "budget:topf": rollen(H),
    # staff, money: cost plan, procurement, grants
    "budget:vorgaenge": rollen(*GELD, nur="GET"),
    "budget:vorgang": rollen(*GELD, nur="GET"),
    "budget:vorgang-aendern": rollen(S, H),
    "budget:festlegen": rollen(S, H, nur="GET"),
    "budget:festlegen-deckung": rollen(S, H),
    "budget:vorgang-festlegen": rollen(S, H, nur="GET"),
    "budget:vorgang-festlegen-deckung": rollen(S, H),
    "budget:nacherfassen": rollen(H),
    "budget:vorgang-nacherfassen": rollen(H),
    "budget:reservieren": rollen(S, H),
    "budget:reservierung-beenden": rollen(S, H),
    "budget:freigeben": rollen(S, H),
    "budget:umdecken": rollen(H),
    "budget:rueckfluss": rollen(H),
    "budget:wiederverwenden": rollen(H),
    "budget:stornieren": rollen(H),
    "budget:kostenplan": rollen(*GELD, nur="GET"),
    "budget:kostenplan-neu": rollen(S, nur="POST"),
    "budget:kostenplan-fassung": rollen(*GELD, nur="GET"),
    "budget:kostenplan-bearbeiten": rollen(S),
    "budget:kostenplan-position-neu": rollen(S),
    "budget:kostenplan-position": rollen(S),
    "budget:kostenplan-freigeben": rollen(H, nur="POST"),
    "budget:kostenplan-verwerfen": rollen(S, nur="POST"),
    "budget:vergaben": rollen(*GELD, nur="GET"),
    "budget:vergabe": rollen(*GELD, nur="GET"),
    "budget:vergabe-angebot-neu": rollen(S, H),
    "budget:vergabe-angebot": rollen(S, H),
    "budget:vergabe-angebot-entfernen": rollen(S, H, nur="POST"),
    "budget:vergabe-vermerk": rollen(S, H),
    "budget:wertgrenzen": rollen(*GELD, nur="GET"),
    "budget:wertgrenze-neu": rollen(H),
    "budget:wertgrenze": rollen(H),
    "budget:zuwendungen": rollen(*GELD, nur="GET"),
    "budget:zuwendung": rollen(*GELD, nur="GET"),
    "budget:zuwendung-bescheid": rollen(S, H),
    "budget:raten": rollen(S, H),
    "budget:rate-abrufen": rollen(S, H),
    "budget:zuwendung-nachweis": rollen(S, H),
    "budget:zuwendung-pruefung": rollen(S, H),
    # staff, money: payees
    "budget:empfaenger": rollen(*GELD, nur="GET"),
    "budget:empfaenger-neu": rollen(S, H),
    "budget:empfaenger-aendern": rollen(S, H),
    # staff, money: invoices
    "budget:rechnungen": rollen(*GELD, nur="GET"),
    "budget:rechnung-neu": rollen(S, H),
    "budget:rechnung-ohne-datei": rollen(S, H),
    "budget:rechnung-erfassen": rollen(S, H),
    "budget:beleg": rollen(*GELD, nur="GET"),
    "budget:beleg-verwerfen": rollen(S, H, nur="POST"),
    "budget:rechnung": rollen(*GELD, nur="GET"),
    "budget:rechnung-aendern": rollen(S, H),
    "budget:rechnung-datei": rollen(S, H),
    "budget:rechnung-zuweisen": rollen(S, H),
    "budget:rechnung-zurueckweisen": rollen(S, H),
    "budget:rechnung-feststellen": rollen(S, H),
    "budget:rechnung-anordnen": rollen(AN),
    "budget:rechnung-aufheben": rollen(AN),
    "budget:rechnung-zahlen": rollen(S, H),
    "budget:rechnung-rest": rollen(S, H),
    "budget:rechnung-behalten": rollen(S, H, nur="POST"),
    # bodies at work: meetings
    "planung:sitzungen": rollen(*GREMIEN, nur="GET"),
    "planung:sitzung-neu": rollen(*SCHREIBEN),
    "planung:sitzung": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:sitzung-kalender": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:sitzung-aendern": rollen(*SCHREIBEN),
    "planung:sitzung-absagen": rollen(*SCHREIBEN),
    "planung:tagesordnung": rollen(*SCHREIBEN, nur="GET"),
    "planung:tagesordnung-pdf": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:tagesordnung-neu": rollen(*SCHREIBEN),
    "planung:tagesordnung-punkt": rollen(*SCHREIBEN),
    "planung:tagesordnung-verschieben": rollen(*SCHREIBEN, nur="POST"),
    "planung:tagesordnung-unterlage": rollen(*SCHREIBEN),
    "planung:unterlage": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:unterlage-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:tagesordnung-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:einladung": rollen(*SCHREIBEN),
    "planung:nachtrag": rollen(*SCHREIBEN),
    "planung:versand": rollen(*SCHREIBEN, nur="GET"),
    "planung:versand-pdf": rollen(*SCHREIBEN, nur="GET"),
    "planung:versand-erledigt": rollen(*SCHREIBEN, nur="POST"),
    "planung:versand-zurueck": rollen(*SCHREIBEN, nur="POST"),
    "planung:jetzt-erinnern": rollen(*SCHREIBEN, nur="POST"),
    "planung:erinnerungen": rollen(*SCHREIBEN, nur="GET"),
    "planung:erinnerung-neu": rollen(*SCHREIBEN),
    "planung:erinnerung": rollen(*SCHREIBEN),
    "planung:erinnerung-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:vorlagen": rollen(*SCHREIBEN, nur="GET"),
    "planung:vorlage-beginnen": rollen(*SCHREIBEN, nur="POST"),
    "planung:vorlagenpunkt-neu": rollen(*SCHREIBEN),
    "planung:vorlagenpunkt": rollen(*SCHREIBEN),
    "planung:vorlagenpunkt-verschieben": rollen(*SCHREIBEN, nur="POST"),
    "planung:vorlagenpunkt-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:erinnerungsvorlage-neu": rollen(*SCHREIBEN),
    "planung:erinnerungsvorlage": rollen(*SCHREIBEN),
    "planung:erinnerungsvorlage-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:suche": rollen(*GREMIEN, nur="GET"),
    "planung:kalender": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", "beirat"),
    "planung:kalender-widerrufen": rollen(
        "gruppe", "gruppenvorsitz", "schriftfuehrung", "beirat", nur="POST"
    ),
    "planung:antworten": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", blind=FREMD),
    "planung:antwort-eintragen": rollen(*SCHREIBEN),
    # bodies at work: tasks
    "planung:aufgaben": rollen(*GREMIEN, nur="GET"),
    "planung:aufgabe": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:aufgabe-neu": rollen(*SCHREIBEN),
    "planung:aufgabe-aendern": rollen(*SCHREIBEN),
    "planung:aufgabe-stand": rollen(*SCHREIBEN, blind=FREMD),
    "planung:wiedervorlage-neu": rollen(*SCHREIBEN),
    "planung:wiedervorlage-erledigt": rollen("gruppe", nur="POST"),
    # bodies at work: votes by circulation
    "planung:umlaeufe": rollen(*GREMIEN, nur="GET"),
    "planung:umlauf-neu": rollen(*SCHREIBEN),
    "planung:umlauf": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:umlauf-stimme": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", blind=FREMD),
    # bodies at work: date polls
    "planung:umfragen": rollen(*GREMIEN, nur="GET"),
    "planung:umfrage-neu": rollen(*SCHREIBEN),
    "planung:umfrage": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:umfrage-antwort": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", blind=FREMD),
    "planung:umfrage-eintragen": rollen(*SCHREIBEN),
    "planung:umfrage-waehlen": rollen(*SCHREIBEN),
    "planung:umfrage-abbrechen": rollen(*SCHREIBEN, nur="POST"),
    "planung:kalenderhinweise": rollen(S, nur="GET"),
    "planung:kalenderhinweis-neu": rollen(S),
    "planung:kalenderhinweis": rollen(S),
    "planung:kalenderhinweis-loeschen": rollen(S, nur="POST"),
    # topics of a conference
    "planung:themen": rollen(*GREMIEN, nur="GET"),
    "planung:thema": rollen(*GREMIEN, nur="GET"),
    "planung:thema-neu": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", S),
    "planung:thema-aendern": rollen(*SCHREIBEN),
    "planung:thema-ablehnen": rollen(*SCHREIBEN),
    "planung:thema-vereinen": rollen(*SCHREIBEN),
    **{
        f"planung:thema-{tat}": rollen(*SCHREIBEN, nur="POST")
        for tat in ("zulassen", "trennen", "waehlen", "abwaehlen")
    },
    "planung:thema-kosten": rollen(S, H),
    "planung:themen-oeffnen": rollen(*SCHREIBEN),
    "planung:handlungsfelder": rollen(*SCHREIBEN, nur="GET"),
    "planung:handlungsfeld-neu": rollen(*SCHREIBEN),
    "planung:handlungsfeld": rollen(*SCHREIBEN),
    "planung:handlungsfeld-loeschen": rollen(*SCHREIBEN, nur="POST"),
    "planung:runde-neu": rollen(*SCHREIBEN),
    "planung:runde": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:runde-punkt": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", nur="POST", blind=FREMD),
    "planung:runde-schliessen": rollen(*SCHREIBEN, nur="POST"),
    # bodies at work: milestones
    "planung:meilensteine": rollen(*GREMIEN, nur="GET"),
    "planung:meilenstein-neu": rollen(*SCHREIBEN),
    "planung:meilensteine-vorschlagen": rollen(*SCHREIBEN, nur="POST"),
    "planung:meilenstein": rollen(*SCHREIBEN),
    "planung:meilenstein-erreicht": rollen(*SCHREIBEN, nur="POST"),
    "planung:meilenstein-entfernen": rollen(*SCHREIBEN, nur="POST"),
    # bodies at work: the meeting while it runs, minutes
    "planung:protokolle": rollen(*GREMIEN, nur="GET"),
    "planung:sitzung-eroeffnen": rollen(*SCHREIBEN),
    "planung:sitzung-live": rollen(*SCHREIBEN, nur="GET"),
    "planung:sitzung-schliessen": rollen(*SCHREIBEN),
    "planung:anwesenheit": rollen(*SCHREIBEN),
    "planung:punkt-aufrufen": rollen(*SCHREIBEN, nur="POST"),
    "planung:punkt-abschliessen": rollen(*SCHREIBEN, nur="POST"),
    "planung:punkt-vertagen": rollen(*SCHREIBEN, nur="POST"),
    "planung:abstimmung-neu": rollen(*SCHREIBEN),
    "planung:abstimmung-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:befangenheit-neu": rollen(*SCHREIBEN),
    "planung:befangenheit-entfernen": rollen(*SCHREIBEN, nur="POST"),
    "planung:abschnitt": rollen(*SCHREIBEN),
    "planung:protokoll": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:protokoll-pdf": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:protokoll-oeffentlich": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:protokoll-fassung": rollen(*GRUPPE, nur="GET", blind=FREMD),
    "planung:protokoll-abstimmen": rollen("gruppenvorsitz", nur="POST"),
    "planung:protokoll-zurueckgeben": rollen(*SCHREIBEN, nur="POST"),
    "planung:protokoll-versenden": rollen(*SCHREIBEN, nur="POST"),
    "planung:protokoll-genehmigen": rollen(*SCHREIBEN),
    "planung:einwand-neu": rollen("gruppe", "gruppenvorsitz", "schriftfuehrung", blind=FREMD),
    "planung:einwand": rollen(*SCHREIBEN),
    # members by personal link
    "mitwirken:sitzungsantwort": Zeile(JEDER),
    "mitwirken:umfrageantwort": Zeile(JEDER),
    "mitwirken:themen": Zeile(JEDER),
    "mitwirken:kalender": Zeile(JEDER),
    # staff, programme
    **{f"programm:{name}": rollen(S, nur="GET") for name in ("mitwirkende", "mitwirkende-liste")},
    "programm:texte": rollen(S, UE, nur="GET"),
    "programm:text": rollen(S, UE),
    **{
        f"programm:{name}": rollen(S, UE, nur="GET")
        for name in ("raster", "raeume", "zeiten", "gruppen", "gruppe")
    },
    **{
        f"programm:{name}": rollen(S)
        for name in (
            "freigabe",
            "mitwirkende-neu",
            "mitwirkende-aendern",
            "mitwirkende-aufgabe",
            "mitwirkende-zeit",
            "mitwirkende-zustimmung",
            "punkt-neu",
            "treffen-neu",
            "punkt",
            "raum-neu",
            "raum",
            "zeitfenster-neu",
            "zeitfenster",
            "gruppe-neu",
            "gruppe-aendern",
            "gruppe-absagen",
        )
    },
    **{
        f"programm:{name}": rollen(S, nur="POST")
        for name in (
            "aufgabe-beenden",
            "zeit-entfernen",
            "mitwirkende-widerrufen",
            "mitwirkende-entfernen",
            "punkt-loeschen",
            "punkt-einplanen",
            "punkt-ausplanen",
            "raum-loeschen",
            "zeitfenster-loeschen",
            "gruppe-aus-thema",
        )
    },
    # staff, money: reports
    "budget:berichte": rollen(*GELD, nur="GET"),
    "budget:nachweis": rollen(*GELD, nur="GET"),
    "budget:nachweis-bearbeiten": rollen(S, H),
    "budget:nachweis-einreichen": rollen(S, H),
    "budget:nachweis-zurueck": rollen(S, H, nur="POST"),
    "budget:nachweis-pdf": rollen(S, H, P),
    "budget:nachweis-xlsx": rollen(S, H, P),
    "budget:kostenrahmen": rollen(*GELD, nur="GET"),
    "budget:kostenrahmen-pdf": rollen(S, H, P),
    "budget:transparenz": rollen(*GELD, nur="GET"),
    "budget:transparenz-csv": rollen(S, H, P),
    "budget:meldungen": rollen(S, H, P, nur="GET"),
    "budget:meldung-csv": rollen(S, H, P),
    "budget:meldung-pdf": rollen(S, H, P),
    "budget:meldung-eintragen": rollen(S, H),
    "budget:meldegrenzen": rollen(*GELD, nur="GET"),
    "budget:meldegrenze-neu": rollen(H),
    "budget:meldegrenze": rollen(H),
    # public
    "konferenz:einstieg": Zeile(JEDER),
    "konferenz:zugang": Zeile(JEDER),
    "konferenz:beschluss": Zeile(JEDER),
    **{
        f"oeffentliches-programm:{name}": Zeile(JEDER)
        for name in ("seite", "gruppe", "kalender", "pdf", "xml", "json")
    },
    "konferenz:konferenzen": Zeile(JEDER),
    "konferenz:kontakt": Zeile(JEDER),
    "konferenz:zeichen": Zeile(JEDER),
    "konferenz:leichte-sprache": Zeile(JEDER),
    "konferenz:gebaerdensprache": Zeile(JEDER),
    "konferenz:impressum": Zeile(JEDER),
    "konferenz:datenschutz": Zeile(JEDER),
    "konferenz:barrierefreiheit": Zeile(JEDER),
    "konferenz:start": Zeile(JEDER),
    "anmeldung:formular": Zeile(JEDER),
    "anmeldung:sprache": Zeile(JEDER),
    "anmeldung:link-senden": Zeile(JEDER),
    "anmeldung:kalender": Zeile(JEDER),
    # behind a personal link
    "anmeldung:meine": Zeile(JEDER),
    "anmeldung:bestaetigen": Zeile(JEDER),
    "anmeldung:angebot": Zeile(JEDER),
    "anmeldung:angebot-annehmen": Zeile(JEDER),
    "anmeldung:angebot-ablehnen": Zeile(JEDER),
    "anmeldung:aendern": Zeile(JEDER),
    "anmeldung:absagen": Zeile(JEDER),
    **{f"anmeldung:gruppe-{tat}": Zeile(JEDER) for tat in GRUPPENTATEN},
    "anmeldung:gruppen": Zeile(JEDER),
    "anmeldung:wuensche": Zeile(JEDER),
    "anmeldung:bescheinigung": Zeile(JEDER),
    "anmeldung:rueckmeldung": Zeile(JEDER),
    "anmeldung:daten": Zeile(JEDER),
    "anmeldung:herunterladen": Zeile(JEDER),
    "anmeldung:widerrufen": Zeile(JEDER),
    "anmeldung:beenden": Zeile(JEDER),
    "anmeldung:loeschen": Zeile(JEDER),
}


def _muster(resolver: URLResolver, raum: str = "") -> Iterator[tuple[str, URLPattern]]:
    for teil in resolver.url_patterns:
        if isinstance(teil, URLResolver):
            yield from _muster(teil, f"{raum}{teil.namespace}:" if teil.namespace else raum)
        else:
            yield f"{raum}{teil.name or ''}", teil


def alle_adressen() -> dict[str, URLPattern]:
    """Name -> pattern of every address of the product, those of the demonstration apart."""
    return dict(_muster(get_resolver()))


def test_jede_adresse_hat_genau_eine_zeile():
    assert sorted(alle_adressen()) == sorted(TABELLE)


def test_was_der_verlauf_seiten_nennt_gibt_es():
    genannt = {name for art in beitraege.sammle("verlauf") for name in art.aktionen}

    assert genannt <= set(TABELLE)


def _leeres_blatt(vorlage: Template, context: Any = None, request: Any = None) -> SafeString:
    return SafeString("")


class Haus:
    """One filled house: an object for every address, an open session for every role."""

    def __init__(self) -> None:
        welt.bezirk()
        self.drucksache: Drucksache = drucksache()
        self.konferenz: Konferenz = welt.konferenz(drucksache=self.drucksache)
        geld = kasse(konferenz=self.konferenz)
        self.mittel, self.rechnungen = fuelle(geld), rechnungen_aller_staende(geld)
        self.bericht = bericht_entwerfen(konferenz=self.konferenz, an="Bezirksversammlung", person=None)
        self.angebot = self.konferenz.angebote.create(rang=1, titel="Ruhe", text="Raum")
        bedarf = {"bedarfe": {"arten": ["kinderbetreuung"]}, "einwilligung_bedarf": True}
        self.anmeldung, *_weitere = [welt.bestaetigt(self.konferenz, **bedarf) for _mal in range(3)]
        self.konto = person("einlass", name="Erika Einlass", password=None)
        self.planung = fuelle_planung(self.konferenz)
        self.niederschriften = schreibe_nieder(self.planung)
        self.programm = fuelle_programm(self.konferenz)
        self.sitzungen = {rolle: self._sitzung(rolle) for rolle in (*sorted(ALLE), OHNE_ROLLE)}

    def _sitzung(self, rolle: str) -> str:
        client = Client()
        client.force_login(self._mit(rolle))
        return client.cookies["sessionid"].value

    def _mit(self, rolle: str) -> Benutzer:
        if rolle == OHNE_ROLLE:
            return person(password=None)
        if rolle not in MITGLIEDSROLLEN:
            return person(rolle, password=None)
        benutzer = person(password=None)
        self._mitglied(benutzer, rolle)
        return benutzer

    def _mitglied(self, benutzer: Benutzer, rolle: str) -> None:
        art = Gremium.Art.BEIRAT if rolle == Rolle.BEIRAT else Gremium.Art.VORBEREITUNGSGRUPPE
        funktionen = {Rolle.GRUPPENVORSITZ: "vorsitz", Rolle.SCHRIFTFUEHRUNG: "schriftfuehrung"}
        gremium = self.planung.gruppe.beirat if art == Gremium.Art.BEIRAT else self.planung.gremium
        mensch = Person.objects.create(anzeigename=benutzer.name, benutzer=benutzer)
        Mitgliedschaft.objects.create(
            sitz=Sitz.objects.create(gremium=gremium),
            person=mensch,
            funktion=funktionen.get(Rolle(rolle), "mitglied"),
        )
        if rolle == Rolle.GRUPPE:
            self.planung.wiedervorlage.an = mensch
            self.planung.wiedervorlage.save()
        assert rolle in benutzer.rollen

    def adresse(self, name: str, muster: URLPattern) -> str:
        """The address with the numbers of the house in it."""
        if not name:
            return "/konto/email/"
        namen = muster.pattern.regex.groupindex.keys() | self._geerbt(name)
        return reverse(name, kwargs={teil: self._wert(name, teil) for teil in namen})

    @staticmethod
    def _geerbt(name: str) -> set[str]:
        """Parts that an address takes from the patterns around it."""
        moegliche = get_resolver()
        for raum in name.split(":")[:-1]:
            moegliche = moegliche.namespace_dict[raum][1]
        return {
            teil
            for _pfad, namen in moegliche.reverse_dict.getlist(name.rsplit(":", maxsplit=1)[-1])[0][0]
            for teil in namen
        }

    def _wert(self, name: str, teil: str) -> Any:
        feste = {
            "kennung": self.konferenz.kennung, "geheimnis": "unbekannt", "art": Rechtstext.Art.IMPRESSUM.value,
            "modell": "konferenz.konferenz", "zweck": "folgepost", "bestellung": "kinder", "uidb36": "1", "key": "x-y",
        }  # fmt: skip
        if name == "programm:text" and teil == "art":
            return "gruppe"
        if teil in feste:
            return feste[teil]
        if teil in ("aufgabe", "zeit") and name.startswith("programm:"):
            return getattr(self.programm, teil).pk
        if teil == "nummer" and name in (
            "planung:protokoll-fassung",
            "arbeit:petitumspunkt",
            "arbeit:punkt-zuweisen",
        ):
            return 1
        if teil == "vorlage":
            haus = self.planung
            return (haus.erinnerungsvorlage if "erinnerung" in name else haus.vorlagenpunkt).pk
        if teil in ("punkt", "person", "brief", "erinnerung", "option", "thema"):
            return self._in_der_sitzung(teil)
        if name.startswith("budget:") and teil != "pk":
            return self._aus_mitteln(name, teil)
        return self._nummer(name)

    def _in_der_sitzung(self, teil: str) -> int:
        """Numbers of an item of the planned meeting, of what belongs to the one to which people are invited."""
        haus = self.planung
        return {
            "punkt": haus.geplant.punkte.in_ordnung()[1].pk,
            "person": haus.gruppe.elif_.pk,
            "option": haus.umfrage.optionen.all()[0].pk,
            "thema": haus.thema.pk,
            "brief": haus.brief.pk,
            "erinnerung": haus.eingeladen.erinnerungen.get(anzahl=1).pk,
        }[teil]

    def _aus_mitteln(self, name: str, teil: str) -> Any:
        """What money has of its own: version of the plan, case, row, instalment, yearly list."""
        if art := SEITEN_EINER_ZEILE.get(name.partition(":")[2]):
            return {"nummer": zeile(art).vorgang.nummer, "lfd": zeile(art).lfd}[teil]
        ist_zuwendung = any(wort in name for wort in ("zuwendung", "rate"))
        vorgang = self.mittel.zuwendung if ist_zuwendung else self.mittel.auftrag
        return {
            "fassung": self.mittel.entwurf.fassung,
            "rate": 1,
            "nummer": vorgang.nummer,
            "posten": self.mittel.uebertrag.posten.get().pk,
            "jahr": 2024,
            "liste": "finanzamt",
        }[teil]

    def _nummer(self, name: str) -> Any:
        if name in ("anmeldungen:gruppe", *(f"anmeldung:gruppe-{tat}" for tat in GRUPPENTATEN)):
            return self.programm.arbeit.pk
        if name.startswith(("anmeldungen:", "einlass:")):
            return self.anmeldung.pk
        if name.startswith("budget:"):
            return self._nummer_im_budget(name)
        if name.startswith("programm:"):
            return self.programm.nummer(name.partition(":")[2])
        if name.startswith("planung:"):
            return self._nummer_in_der_planung(name)
        if name.startswith("beirat:"):
            return self._nummer_im_gremium(name)
        stamm = name.partition(":")[2].partition("-")[0]
        objekte = {
            "konto": self.konto, "einladung": self.konto, "ort": self.konferenz.ort, "drucksache": self.drucksache,
            "angebot": self.angebot, "nachricht": Nachricht.objects.order_by("pk").first(), "verlauf": self.konferenz,
            "sachstandsbericht": self.bericht, "bericht": self.bericht,
        }  # fmt: skip
        if name == "arbeit:rolle-beenden":
            return self.konto.rollenzuweisungen.get().pk
        return objekte.get(stamm, self.konto).pk

    def _nummer_in_der_planung(self, name: str) -> Any:
        if name == "planung:wiedervorlage-erledigt":
            return self.planung.wiedervorlage.pk
        stamm = name.partition(":")[2].partition("-")[0]
        haus, werk = self.planung, self.niederschriften
        objekte = {
            "sitzung": werk.laufend, "anwesenheit": werk.laufend, "punkt": werk.punkt, "abschnitt": werk.punkt,
            "abstimmung": werk.abstimmung if name.endswith("entfernen") else werk.punkt,
            "befangenheit": werk.befangenheit if name.endswith("entfernen") else werk.punkt,
            "protokoll": werk.versandt.sitzung, "meilenstein": haus.meilenstein, "umlauf": haus.umlauf,
            "umfrage": haus.umfrage, "kalenderhinweis": haus.hinweis,
            "thema": haus.thema, "handlungsfeld": haus.handlungsfeld, "runde": haus.runde,
            "vorlagen": haus.gremium, "vorlage": haus.gremium, "vorlagenpunkt": haus.gremium,
            "erinnerungsvorlage": haus.gremium, "unterlage": haus.unterlage,
            "tagesordnung": haus.geplant, "einladung": haus.geplant,
            "nachtrag": haus.eingeladen, "jetzt": haus.eingeladen, "erinnerungen": haus.eingeladen,
            "erinnerung": haus.eingeladen,
            "versand": haus.eingeladen, "antworten": haus.eingeladen, "antwort": haus.eingeladen,
            "einwand": werk.versandt.sitzung if name.endswith("neu") else werk.einwand,
        }  # fmt: skip
        return objekte.get(stamm, haus.aufgabe).pk

    def _nummer_im_gremium(self, name: str) -> int:
        eine = Mitgliedschaft.objects.filter(sitz__gremium=self.planung.gremium, vertritt=None).order_by(
            "pk"
        )[0]
        stamm = name.partition(":")[2].partition("-")[0]
        objekte = {"sitz": eine.sitz, "mitgliedschaft": eine, "person": eine.person}
        return objekte.get(stamm, self.planung.gremium).pk

    def _nummer_im_budget(self, name: str) -> Any:
        stamm = name.partition(":")[2].partition("-")[0]
        mittel, quelle = self.mittel, self.mittel.bestaetigung.quelle
        if name == "budget:rechnung-erfassen":
            return self.rechnungen.wartender.pk
        return {
            "beleg": self.rechnungen.wartender.pk,
            "empfaenger": self.rechnungen.erfasst.empfaenger_id,
            "rechnung": self.rechnungen.erfasst.pk,
            "gegenzeichnen": mittel.bestaetigung.pk,
            "nicht": mittel.bestaetigung.pk,
            "bestaetigung": mittel.bestaetigung.pk,
            "haushaltsjahr": quelle.haushaltsjahr_id,
            "topf": quelle.topf_id,
            "kostenplan": mittel.position.pk,
            "vergabe": mittel.angebot.pk,
            "wertgrenze": mittel.wertgrenze.pk,
            "uebertrag": quelle.pk if name == "budget:uebertrag-beantragen" else mittel.uebertrag.pk,
            "meldegrenze": mittel.meldegrenze.pk,
        }.get(stamm, quelle.pk)

    def ohne_objekt(self, name: str, adresse: str) -> str:
        """The same address for an object that does not exist."""
        pk = str(self._nummer(name))
        fehlend = adresse.replace("/2024/", "/1999/").replace(
            f"/{pk}/", f"/{uuid4() if '-' in pk else 987654}/"
        )
        return fehlend.replace("/impressum/", "/agb/")

    def frage(
        self, methode: str, adresse: str, rolle: str, *, csrf: bool = False, mit_bild: bool = True
    ) -> Any:
        """The answer to one request of a role; whatever it changed is undone. Without `mit_bild` templates stay empty:
        who may do what is decided before."""
        client = Client(enforce_csrf_checks=csrf)
        if rolle != NIEMAND:
            client.cookies["sessionid"] = self.sitzungen[rolle]
        leer = nullcontext() if mit_bild else patch.object(Template, "render", _leeres_blatt)
        with leer, transaction.atomic():
            antwort = client.generic(methode, adresse)
            transaction.set_rollback(True)
        return antwort


@pytest.fixture(scope="module")
def bestehendes(bestand: Callable[..., AbstractContextManager[Haus]]) -> Iterator[Haus]:
    with bestand(Haus) as haus:
        yield haus


@pytest.fixture
def haus(bestehendes: Haus, db: None, settings: Any) -> Haus:
    settings.ACCOUNT_RATE_LIMITS = False
    return bestehendes


BEREICHE = (
    "arbeit",
    "anmeldungen",
    "beirat",
    "budget",
    "planung",
    "programm",
    "konferenz",
    "anmeldung",
    "einlass",
    "oeffentliches-programm",
    "",
)


def namen(bereich: str) -> list[str]:
    return sorted(name for name in TABELLE if name.rpartition(":")[0] == bereich)


def zur_anmeldung(antwort: Any) -> bool:
    return antwort.status_code == 302 and antwort["Location"].startswith("/konto/login/?next=")


@pytest.mark.parametrize("bereich", BEREICHE)
def test_wer_darf_was(haus: Haus, bereich: str) -> None:
    """Every role at every address, by turns reading and sending: of those who may and of those who may not, each
    method has some. Every pair of both is the next test's."""
    fragen = [
        (name, methode, rolle)
        for name in namen(bereich)
        for nummer, rolle in enumerate(_zu_pruefen(name))
        for methode in (METHODEN if nummer < 3 else METHODEN[nummer % 2 :][:1])
    ]
    assert _falsch(haus, fragen) == []


@pytest.mark.langsam
@pytest.mark.parametrize("bereich", BEREICHE)
def test_wer_darf_was_mit_jeder_methode(haus: Haus, bereich: str) -> None:
    fragen = [
        (name, methode, rolle)
        for name in namen(bereich)
        for methode in METHODEN
        for rolle in _zu_pruefen(name)
    ]
    assert _falsch(haus, fragen) == []


METHODEN = ("GET", "POST")


def _falsch(haus: Haus, fragen: list[tuple[str, str, str]]) -> list[tuple[str, str, str, int]]:
    """Questions (address, method, role) with a wrong answer, and its status."""
    adressen = alle_adressen()
    falsch = []
    for name, methode, rolle in fragen:
        mit_bild = rolle == einer_der_darf(name)
        antwort = haus.frage(methode, haus.adresse(name, adressen[name]), rolle, mit_bild=mit_bild)
        if not _richtig(name, methode, rolle, antwort):
            falsch.append((name, methode, rolle, antwort.status_code))
    return falsch


def _zu_pruefen(name: str) -> tuple[str, ...]:
    """All roles, one that may early among them; pages that do not ask for one are tried with three."""
    if TABELLE[name].darf in (JEDER, ZU):
        return NIEMAND, OHNE_ROLLE, S
    return tuple(dict.fromkeys((NIEMAND, OHNE_ROLLE, einer_der_darf(name), *sorted(ALLE))))


def _richtig(name: str, methode: str, rolle: str, antwort: Any) -> bool:
    zeile, status = TABELLE[name], antwort.status_code
    if zeile.darf == ZU:
        return status == 404
    if zeile.darf == JEDER:
        return status < 500 and not zur_anmeldung(antwort)
    if rolle == NIEMAND:
        return zur_anmeldung(antwort)
    if rolle in zeile.blind:
        return status == 404
    if zeile.darf != KONTO and rolle not in zeile.darf:
        return status == 403
    if zeile.nur and methode != zeile.nur:
        return status == 405
    return status in (200, 302, 400, 404, 405, 409) and not zur_anmeldung(antwort)


@pytest.mark.parametrize("bereich", BEREICHE)
def test_ohne_das_geheime_zeichen_aendert_kein_formular_etwas(haus: Haus, bereich: str) -> None:
    """No exemption from the CSRF check anywhere."""
    adressen = alle_adressen()
    aendernd = [name for name in namen(bereich) if TABELLE[name].darf != ZU and TABELLE[name].nur != "GET"]
    offen = [
        name
        for name in aendernd
        if haus.frage("POST", haus.adresse(name, adressen[name]), einer_der_darf(name), csrf=True).status_code
        != 403
    ]
    assert offen == []


def einer_der_darf(name: str) -> str:
    darf = TABELLE[name].darf
    return sorted(darf)[0] if isinstance(darf, frozenset) else NIEMAND if darf == JEDER else OHNE_ROLLE


@pytest.mark.parametrize("bereich", ["arbeit", "anmeldungen", "beirat", "budget", "planung"])
def test_fehlendes_objekt_ist_404_und_wer_nicht_darf_sieht_keinen_unterschied(
    haus: Haus, bereich: str
) -> None:
    """I15: the answer for a foreign object equals the answer for a missing one."""
    adressen = alle_adressen()
    gefunden, erwartet = {}, {}
    for name in namen(bereich):
        zeile, adresse = TABELLE[name], haus.adresse(name, adressen[name])
        fehlend = haus.ohne_objekt(name, adresse)
        if fehlend == adresse or not isinstance(zeile.darf, frozenset):
            continue
        fremder = (
            sorted(ALLE - zeile.darf - zeile.blind)[0] if ALLE - zeile.darf - zeile.blind else OHNE_ROLLE
        )
        methode = zeile.nur or "GET"
        fragen = ((fehlend, einer_der_darf(name)), (adresse, fremder), (fehlend, fremder))
        gefunden[name] = [haus.frage(methode, ort, rolle).status_code for ort, rolle in fragen]
        erwartet[name] = [404, 403, 403]
    assert gefunden == erwartet
    assert len(gefunden) >= 3
