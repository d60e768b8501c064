"""Every page in German, light and wide, and in a second view so that all pairs of language, colour and width occur
(S60)."""

from collections.abc import Callable
from itertools import product

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

from tests.browser.pruefung import Betrachter, Htmlpruefer
from tests.browser.seiten import (
    BREITEN,
    ERSTE,
    FARBEN,
    GRUPPEN,
    PAARWEISE,
    PORTIONEN,
    SPRACHEN,
    Portion,
    erschaffe,
    zweite_ansicht,
)

OHNE_BILD = {
    # answers that are no page: redirects, files, acts by POST, steps that need the one before
    "konferenz:einstieg", "konferenz:zeichen", "budget:quelle-entsperren",
    "budget:bestaetigung-zurueckziehen",
    "beirat:sitz-entfernen", "beirat:person-einladen",
    "arbeit:zeichen-entfernen", "anmeldung:sprache",
    "anmeldung:angebot-annehmen", "anmeldung:angebot-ablehnen",
    *(f"anmeldung:gruppe-{tat}" for tat in ("waehlen", "abgeben", "annehmen", "ablehnen")),
    "anmeldung:wuensche", "anmeldungen:zuteilen",
    "einlass:namensschilder", "einlass:namensschild", "einlass:raumschilder",
    "einlass:tisch", "einlass:papierliste", "einlass:einlassen", "einlass:zurueck",
    "anmeldung:bescheinigung",
    "anmeldung:herunterladen", "anmeldung:widerrufen", "anmeldung:beenden", "anmeldung:kalender",
    "arbeit:einladung", "arbeit:passwort", "arbeit:einladung-erneut", "arbeit:konto-entsperren",
    "arbeit:rechtstext-vorschau", "arbeit:drucksache-anlegen", "arbeit:beschluss-xlsx", "arbeit:bericht-pdf",
    "arbeit:bericht-verwerfen", "arbeit:konferenz-veroeffentlichen",
    "arbeit:konferenz-verbergen", "arbeit:angebot-loeschen", "arbeit:angebot-vorziehen",
    "arbeit:nachricht-erneut", "arbeit:nachricht-erledigt", "arbeit:nachricht-zurueck",
    "anmeldungen:csv", "anmeldungen:xlsx", "anmeldungen:bestaetigen", "anmeldungen:angebot-annehmen",
    "anmeldungen:angebot-ablehnen", "anmeldungen:link", "anmeldungen:bedarfe-lesen", "anmeldungen:bedarfe-loeschen",
    "anmeldungen:bedarf-geklaert", "anmeldungen:bedarf-offen",
    "budget:kostenplan-neu", "budget:kostenplan-freigeben", "budget:kostenplan-verwerfen",
    "budget:vergabe-angebot-entfernen", "budget:buch-csv", "budget:buch-xlsx",
    "budget:beleg", "budget:beleg-verwerfen", "budget:rechnung-behalten",
    "planung:meilensteine-vorschlagen", "planung:meilenstein-erreicht", "planung:meilenstein-entfernen",
    "planung:wiedervorlage-erledigt", "planung:punkt-aufrufen", "planung:punkt-abschliessen",
    "planung:punkt-vertagen", "planung:abstimmung-entfernen", "planung:befangenheit-entfernen",
    "planung:sitzung-kalender", "planung:tagesordnung-pdf", "planung:tagesordnung-verschieben",
    "planung:tagesordnung-entfernen",
    "planung:unterlage", "planung:unterlage-entfernen", "planung:versand-pdf", "planung:versand-erledigt",
    "planung:versand-zurueck", "planung:kalender-widerrufen", "planung:vorlage-beginnen",
    "planung:vorlagenpunkt-verschieben", "planung:vorlagenpunkt-entfernen", "planung:erinnerungsvorlage-entfernen",
    "mitwirken:kalender",
    "planung:jetzt-erinnern", "planung:erinnerung-entfernen",
    "planung:umfrage-abbrechen", "planung:kalenderhinweis-loeschen",
    "planung:thema-zulassen", "planung:thema-trennen", "planung:thema-waehlen", "planung:thema-abwaehlen",
    "planung:handlungsfeld-loeschen", "planung:runde-punkt", "planung:runde-schliessen",
    "planung:protokoll-pdf", "planung:protokoll-oeffentlich", "planung:protokoll-abstimmen",
    "planung:protokoll-zurueckgeben", "planung:protokoll-versenden",
    "budget:nachweis-zurueck", "budget:nachweis-pdf", "budget:nachweis-xlsx",
    "budget:kostenrahmen-pdf", "budget:transparenz-csv", "budget:meldung-csv", "budget:meldung-pdf",
    "oeffentliches-programm:kalender", "oeffentliches-programm:pdf", "oeffentliches-programm:xml",
    "oeffentliches-programm:json",
    "programm:aufgabe-beenden", "programm:zeit-entfernen", "programm:mitwirkende-widerrufen",
    "programm:mitwirkende-entfernen", "programm:punkt-loeschen", "programm:punkt-einplanen", "programm:punkt-ausplanen",
    "programm:raum-loeschen", "programm:zeitfenster-loeschen", "programm:gruppe-aus-thema",
    # pages of allauth that closed sign-up, one address per account and the order of its steps keep out of reach
    "account_inactive", "account_signup", "account_reauthenticate", "account_email", "account_email_verification_sent",
    "account_set_password", "account_confirm_login_code", "account_confirm_email",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key", "mfa_authenticate", "mfa_reauthenticate", "mfa_deactivate_totp",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
}  # fmt: skip


def _namen(muster: list[URLPattern | URLResolver], raum: str = "") -> set[str]:
    namen = set()
    for eines in muster:
        if isinstance(eines, URLPattern) and eines.name is None:
            continue  # closed on purpose: an address of a library that answers 404
        if isinstance(eines, URLPattern):
            namen.add(f"{raum}{eines.name}")
        else:
            namen |= _namen(eines.url_patterns, f"{eines.namespace}:" if eines.namespace else raum)
    return namen


def test_jede_adresse_steht_in_der_liste() -> None:
    gelistet = {seite.name for seiten in GRUPPEN.values() for seite in seiten}
    assert _namen(get_resolver().url_patterns) == gelistet | OHNE_BILD
    assert gelistet & OHNE_BILD == set()


def test_alle_paare_von_sprache_farbe_und_breite_kommen_vor() -> None:
    """Of the public pages each pair; of the staff's each pair of colour and width."""
    gesehen = {
        zweite_ansicht(gruppe, nummer)
        for gruppe in ("oeffentlich", "persoenlich")
        for nummer in range(len(GRUPPEN[gruppe]))
    }
    assert gesehen == set(PAARWEISE)
    assert {(a.sprache, a.farbe) for a in gesehen} == set(product(SPRACHEN, FARBEN))
    assert {(a.sprache, a.breite) for a in gesehen} == set(product(SPRACHEN, BREITEN))
    assert {(a.farbe, a.breite) for a in gesehen} == set(product(FARBEN, BREITEN))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("portion", PORTIONEN, ids=str)
def test_seiten(portion: Portion, neue_seite: Callable[..., Page], htmlpruefer: Htmlpruefer) -> None:
    """S60: axe, valid HTML, no sideways scrolling, one h1, legal links, no request to other hosts, no CSP message.

    A page of the staff is the same document in both views, so axe reads it in one of them, by turns; in every view
    it does with the long suite.
    """
    betrachter = Betrachter(neue_seite, erschaffe(), htmlpruefer)
    for gruppe, nummer in portion.seiten:
        seite, zweite = GRUPPEN[gruppe][nummer], zweite_ansicht(gruppe, nummer)
        ohne_axe = None if seite.hat_sprachen else (ERSTE, zweite)[nummer % 2]
        betrachter.sieh_an(seite, ERSTE, zweite, ohne_axe=ohne_axe)
    assert betrachter.maengel == []
