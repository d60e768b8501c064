"""Every page of the product that shows something, and the world in which it does. The tests of this folder walk
this list.

A page that is missing here fails `test_seiten.test_jede_adresse_steht_in_der_liste`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from anmeldung import actions
from anmeldung.actions.einlass import einlassen
from anmeldung.actions.gruppenwahl import gruppenwahl_regeln, selbst_waehlen
from anmeldung.models import Anmeldung, Gruppenwahl
from beirat.models import Mitgliedschaft
from budget.models import Verfuegbarkeitsbestaetigung, Vorgang
from konferenz.actions.beschluss import als_berichtet_eintragen, bericht_entwerfen
from konferenz.actions.drucksache import entscheidung_erfassen
from konferenz.actions.rechtstext import rechtstext_speichern
from konferenz.actions.zugang import zugangslink_ausstellen
from konferenz.models import (
    Angebot,
    Benutzer,
    Drucksache,
    Konferenz,
    Nachricht,
    Petitumspunkt,
    Rechtstext,
    Sachstandsbericht,
)
from planung.actions.briefe import bezug
from planung.queries.terminumfrage import bezug as bezug_der_umfrage
from tests import welt
from tests.budget.fuellung import Fuellung, fuelle, zeile
from tests.budget.geschichte import honorar, lehrerin
from tests.budget.rechnungen import Rechnungen, rechnungen_aller_staende
from tests.budget.welt import BESCHLUSS_AM, Kasse, kasse
from tests.personen import person
from tests.planung.fuellung import Fuellung as Vorbereitung
from tests.planung.fuellung import fuelle as fuelle_planung
from tests.planung.niederschriften import Niederschriften, schreibe_nieder
from tests.programm.fuellung import Fuellung as Programm
from tests.programm.fuellung import fuelle as fuelle_programm


@dataclass
class Welt:
    """What the pages show: names of objects are used in the addresses below."""

    konferenz: Konferenz
    anmeldung: Anmeldung
    angeboten: Anmeldung
    neu: Anmeldung
    drucksache: Drucksache
    angebot: Angebot
    nachricht: Nachricht
    mittel: Fuellung
    rechnungen: Rechnungen
    planung: Vorbereitung
    niederschriften: Niederschriften
    bericht: Sachstandsbericht
    programm: Programm
    konten: dict[str, Benutzer] = field(default_factory=dict)

    @property
    def bestaetigung(self) -> Verfuegbarkeitsbestaetigung:
        """One that waits for its second person."""
        return self.mittel.bestaetigung

    def konto(self, rolle: str) -> Benutzer:
        """One account for each role, made when it is needed."""
        if rolle not in self.konten:
            rollen = [] if rolle == "ohne_faktor" else [rolle]
            konto = person(
                *rollen,
                zweiter_faktor=bool(rollen),
                email=f"{rolle}@bezirk.example",
                name=f"Toni {rolle.title()}",
            )
            if rollen:
                RecoveryCodes.activate(konto)
            self.konten[rolle] = konto
        return self.konten[rolle]

    def sitzung(self, rolle: str) -> str:
        """Key of a session in which the account of a role is logged in."""
        konto, sitzung = self.konto(rolle), SessionStore()
        sitzung[SESSION_KEY] = str(konto.pk)
        sitzung[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        sitzung[HASH_SESSION_KEY] = konto.get_session_auth_hash()
        sitzung["account_authentication_methods"] = [
            {"method": "password", "at": 4_000_000_000, "email": konto.email}
        ]
        sitzung.create()
        return sitzung.session_key or ""

    def zugang(self, anmeldung: Anmeldung, zweck: str) -> str:
        """Path of a personal link."""
        return self.link(zweck, str(anmeldung.pk))

    def link_zu(self, zugang: str) -> str:
        """Path of the link that `Seite.zugang` names: a registration, the answer to an invitation or to a date poll."""
        if zugang == "antwort":
            elif_ = self.planung.gruppe.elif_
            return self.link("planung.antwort", bezug(self.planung.eingeladen, elif_))
        if zugang == "umfrage":
            return self.link(
                "planung.umfrage", bezug_der_umfrage(self.planung.umfrage, self.planung.gruppe.elif_)
            )
        return self.zugang(getattr(self, zugang), "anmeldung.meine")

    @staticmethod
    def link(zweck: str, objekt: str) -> str:
        geheimnis = zugangslink_ausstellen(zweck=zweck, objekt=objekt, gueltig_bis=welt.am("2025-01-01"))
        return f"/z/{geheimnis}/"


def erschaffe() -> Welt:
    """A conference in which every page has something to show."""
    welt.bezirk()
    for art in Rechtstext.Art:
        rechtstext_speichern(
            art=art,
            text={"de": f"# {art.label}\n\nText mit **Nachdruck** und\n\n* Liste"},
            stand=date(2024, 8, 1),
        )
    drucksache = Drucksache.objects.create(
        nummer="22-4292", titel="Integrationskonferenz", betrag=20000, haushaltsjahre=[2023, 2024]
    )
    Petitumspunkt.objects.create(
        drucksache=drucksache, nummer=1, text="Geld wird bereitgestellt.", art="mittel"
    )
    konferenz = welt.konferenz(plaetze=3, drucksache=drucksache)
    with welt.zeit("2023-12-08"):
        entscheidung_erfassen(drucksache=drucksache, stand="beschlossen", am=BESCHLUSS_AM)
    geld = kasse(konferenz=konferenz)
    mittel, rechnungen = fuelle(geld), rechnungen_aller_staende(geld)
    _honorare(geld)
    angebot = Angebot.objects.create(
        konferenz=konferenz, rang=1, titel={"de": "Dolmetschen"}, text={"de": "In fünf Sprachen."}
    )
    bedarf = {
        "bedarfe": {"arten": ["rollstuhl", "vegan", "kinderbetreuung"], "dolmetschen": "ar"},
        "einwilligung_bedarf": True,
    }
    anmeldung = welt.bestaetigt(
        konferenz, name="فاطمة الزهراء", sprache="ar", organisation="Verein <b>Brücke</b>", **bedarf
    )
    geht = welt.bestaetigt(konferenz, name="Jonas Ärger")
    welt.bestaetigt(konferenz, name="Олена Шевченко", sprache="en", **bedarf)
    angeboten = welt.bestaetigt(konferenz, name="Selam Mehari", **bedarf)
    welt.bestaetigt(
        konferenz,
        name="Ein Name, der so lang ist, dass er in keine Spalte passt, und dann noch etwas länger wird",
    )
    actions.absagen(anmeldung=geht)
    neu = welt.unbestaetigt(konferenz, name="İpek Gül-Şahin", sprache="tr")
    nachricht = Nachricht.objects.filter(anlass="anmeldung.bestaetigt").first()
    Nachricht.objects.filter(bezug=str(angeboten.pk)).update(
        stand=Nachricht.Stand.GESCHEITERT, fehler="550 Postfach voll"
    )
    planung = fuelle_planung(konferenz)
    niederschriften, programm = schreibe_nieder(planung), fuelle_programm(konferenz)
    konten = {**planung.konten, **programm.konten}
    gruppenwahl_regeln(
        wahl=Gruppenwahl(konferenz=konferenz, oeffnet_am=welt.am("2024-08-20", "08:00")), person=None
    )
    selbst_waehlen(anmeldung=anmeldung, gruppe=programm.arbeit)
    einlassen(anmeldung=anmeldung, person=programm.amira, tisch="2")
    for nummer, (text, art) in enumerate([("Gruppe.", "gruppe"), ("Im 2. Halbjahr.", "termin")], start=2):
        Petitumspunkt.objects.create(drucksache=drucksache, nummer=nummer, text=text, art=art)
    bericht = bericht_entwerfen(konferenz=konferenz, an="Bezirksversammlung", person=None)
    als_berichtet_eintragen(bericht=bericht, am=date(2024, 6, 13))
    bericht = bericht_entwerfen(konferenz=konferenz, an="Bezirksversammlung", person=None)
    return Welt(
        konferenz,
        anmeldung,
        angeboten,
        neu,
        drucksache,
        angebot,
        nachricht,
        mittel,
        rechnungen,
        planung,
        niederschriften,
        bericht,
        programm,
        konten,
    )


def _honorare(haus: Kasse) -> None:
    """Two fees to one speaker, one to an artist: what reports and yearly lists show."""
    rednerin = lehrerin("Prof. Dr. Mina-Katharina Beispiel-Donaudampfschifffahrtsgesellschaft")
    honorar(haus, rednerin, "500,00", "2024-03-12")
    honorar(haus, rednerin, "250,00", "2024-08-29")
    honorar(haus, lehrerin("فرقة <b>النور</b>", ksk_pflichtig=True), "238,00", "2024-08-29", netto="200,00")


@dataclass(frozen=True)
class Seite:
    """One page: name of its URL, what it needs, who may see it, whether it carries a language."""

    name: str
    wer: str = ""
    zugang: str = ""
    args: Callable[[Welt], dict[str, object]] = lambda w: {}
    anhang: str = ""

    def pfad(self, w: Welt) -> str:
        return reverse(self.name, kwargs=self.args(w)) + self.anhang

    @property
    def hat_sprachen(self) -> bool:
        return (
            self.name.split(":")[0] in ("konferenz", "anmeldung", "mitwirken", "oeffentliches-programm")
            and self.name != "konferenz:zugang"
        )


def _k(w: Welt) -> dict[str, object]:
    return {"kennung": w.konferenz.kennung}


def _mit_anmeldung(w: Welt) -> dict[str, object]:
    return {"kennung": w.konferenz.kennung, "pk": w.anmeldung.pk}


OEFFENTLICH = [
    Seite("konferenz:start", args=_k),
    Seite("konferenz:beschluss", args=_k),
    Seite("oeffentliches-programm:seite", args=_k),
    Seite("oeffentliches-programm:gruppe", args=lambda w: {**_k(w), "nummer": 1}),
    Seite("konferenz:konferenzen"),
    Seite("konferenz:kontakt"),
    Seite("konferenz:leichte-sprache"),
    Seite("konferenz:gebaerdensprache"),
    Seite("konferenz:impressum"),
    Seite("konferenz:datenschutz"),
    Seite("konferenz:barrierefreiheit"),
    Seite("anmeldung:formular", args=_k),
    Seite("anmeldung:link-senden", args=_k),
    Seite("anmeldung:rueckmeldung", args=_k),
    Seite("konferenz:zugang", args=lambda w: {"geheimnis": "unbekannt"}),
]

PERSOENLICH = [
    Seite("anmeldung:meine", zugang="anmeldung", args=_k),
    Seite("anmeldung:bestaetigen", zugang="neu", args=_k),
    Seite("anmeldung:angebot", zugang="angeboten", args=_k),
    Seite("anmeldung:aendern", zugang="anmeldung", args=_k),
    Seite("anmeldung:absagen", zugang="anmeldung", args=_k),
    Seite("anmeldung:gruppen", zugang="anmeldung", args=_k),
    Seite("anmeldung:daten", zugang="anmeldung", args=_k),
    Seite("anmeldung:loeschen", zugang="anmeldung", args=_k),
    Seite("anmeldung:meine", args=_k, anhang="?ohne-zugang"),
]

MITWIRKEN = [
    Seite("mitwirken:sitzungsantwort", zugang="antwort"),
    Seite("mitwirken:sitzungsantwort", anhang="?ohne-zugang"),
    Seite("mitwirken:umfrageantwort", zugang="umfrage"),
    Seite("mitwirken:umfrageantwort", anhang="?ohne-zugang"),
    Seite("mitwirken:themen", args=_k),
]
"""Pages of members without login; `zugang` is what their link opens."""

KONTO = [
    Seite("account_login"),
    Seite("account_request_login_code"),
    Seite("account_reset_password"),
    Seite("account_reset_password_done"),
    Seite("account_logout", "sachbearbeitung"),
    Seite("account_change_password", "sachbearbeitung"),
    Seite("mfa_index", "sachbearbeitung"),
    Seite("mfa_view_recovery_codes", "sachbearbeitung"),
    Seite("mfa_activate_totp", "ohne_faktor"),
]

ARBEIT = [
    Seite("arbeit:uebersicht", "sachbearbeitung"),
    Seite("arbeit:rechte", "sachbearbeitung"),
    Seite("arbeit:drucksachen", "sachbearbeitung"),
    Seite("arbeit:drucksache-erfassen", "sachbearbeitung"),
    Seite("arbeit:drucksache", "sachbearbeitung", args=lambda w: {"pk": w.drucksache.pk}),
    Seite("arbeit:drucksache-entscheidung", "sachbearbeitung", args=lambda w: {"pk": w.drucksache.pk}),
    Seite("arbeit:beschlusskontrolle", "sachbearbeitung", args=_k),
    Seite("arbeit:petitumspunkt", "sachbearbeitung", args=lambda w: {**_k(w), "nummer": 1}),
    Seite("arbeit:punkt-zuweisen", "sachbearbeitung", args=lambda w: {**_k(w), "nummer": 1}),
    Seite("arbeit:bericht-neu", "sachbearbeitung", args=_k),
    *(
        Seite(name, "sachbearbeitung", args=lambda w: {"pk": w.bericht.pk})
        for name in (
            "arbeit:sachstandsbericht",
            "arbeit:bericht-schreiben",
            "arbeit:bericht-senden",
            "arbeit:bericht-eintragen",
        )
    ),
    Seite("arbeit:konferenzen", "sachbearbeitung"),
    Seite("arbeit:konferenz", "sachbearbeitung", args=_k),
    Seite("arbeit:konferenz-termin", "sachbearbeitung", args=_k),
    Seite("arbeit:konferenz-anmeldung", "sachbearbeitung", args=_k),
    Seite("arbeit:konferenz-texte", "sachbearbeitung", args=_k),
    Seite("arbeit:angebot-neu", "sachbearbeitung", args=_k),
    Seite("arbeit:angebot", "sachbearbeitung", args=lambda w: {**_k(w), "pk": w.angebot.pk}),
    Seite("arbeit:orte", "sachbearbeitung"),
    Seite("arbeit:ort-neu", "sachbearbeitung"),
    Seite("arbeit:ort", "sachbearbeitung", args=lambda w: {"pk": w.konferenz.ort_id}),
    Seite("arbeit:postausgang", "sachbearbeitung"),
    Seite("arbeit:nachricht", "sachbearbeitung", args=lambda w: {"pk": w.nachricht.pk}),
    Seite(
        "arbeit:verlauf",
        "sachbearbeitung",
        args=lambda w: {"modell": "konferenz.konferenz", "pk": str(w.konferenz.pk)},
    ),
]

ANMELDUNGEN = [
    Seite("anmeldungen:liste", "sachbearbeitung", args=_k),
    Seite("anmeldungen:liste", "sachbearbeitung", args=_k, anhang="?q=niemand"),
    Seite("anmeldungen:erfassen", "sachbearbeitung", args=_k),
    Seite("anmeldungen:plaetze", "sachbearbeitung", args=_k),
    Seite("einlass:einlass", "sachbearbeitung", args=_k),
    Seite("einlass:ohne-anmeldung", "sachbearbeitung", args=_k),
    Seite("einlass:nachtragen", "sachbearbeitung", args=_k),
    Seite("anmeldungen:rueckmeldungen", "sachbearbeitung", args=_k),
    Seite("anmeldungen:gruppenwahl", "sachbearbeitung", args=_k),
    Seite("anmeldungen:gruppe", "sachbearbeitung", args=lambda w: {**_k(w), "pk": w.programm.arbeit.pk}),
    Seite("anmeldungen:warteliste", "sachbearbeitung", args=_k),
    Seite("anmeldungen:zahlen", "sachbearbeitung", args=_k),
    Seite("anmeldungen:nach-frist", "sachbearbeitung", args=_k),
    Seite("anmeldungen:herunterladen", "sachbearbeitung", args=_k),
    Seite("anmeldungen:detail", "sachbearbeitung", args=_mit_anmeldung),
    Seite("anmeldungen:aendern", "sachbearbeitung", args=_mit_anmeldung),
    Seite("anmeldungen:absagen", "sachbearbeitung", args=_mit_anmeldung),
    Seite("anmeldungen:bedarfe", "bedarfe", args=_k),
    Seite("anmeldungen:bedarfe", "sachbearbeitung", args=_k),
    Seite(
        "anmeldungen:bedarf-reservieren", "sachbearbeitung", args=lambda w: {**_k(w), "bestellung": "kinder"}
    ),
    Seite("arbeit:uebersicht", "bedarfe"),
]

VERWALTUNG = [
    Seite("arbeit:uebersicht", "administration"),
    Seite("arbeit:konten", "administration"),
    Seite("arbeit:konto-einladen", "administration"),
    Seite("arbeit:konto", "administration", args=lambda w: {"pk": w.konto("sachbearbeitung").pk}),
    Seite("arbeit:rolle-geben", "administration", args=lambda w: {"pk": w.konto("sachbearbeitung").pk}),
    Seite(
        "arbeit:rolle-beenden",
        "administration",
        args=lambda w: {"pk": w.konto("sachbearbeitung").rollenzuweisungen.get().pk},
    ),
    Seite("arbeit:konto-sperren", "administration", args=lambda w: {"pk": w.konto("sachbearbeitung").pk}),
    Seite("arbeit:bezirk", "administration"),
    Seite("arbeit:zeichen", "administration"),
    Seite("arbeit:rechtstexte", "administration"),
    Seite("arbeit:rechtstext", "administration", args=lambda w: {"art": "datenschutz"}),
    Seite("arbeit:zugriffe", "administration"),
]

_HAUSHALT = "haushalt"

GRUNDLAGEN = [
    Seite("budget:bereitstellung", _HAUSHALT, args=_k),
    Seite("budget:bereitstellung", "anordnung", args=_k),
    Seite("budget:bereitstellung-neu", _HAUSHALT, args=_k),
    Seite("budget:obergrenze", _HAUSHALT, args=_k),
    Seite("budget:regeln", _HAUSHALT, args=_k),
    Seite("budget:quelle-neu", _HAUSHALT, args=_k),
    Seite("budget:einnahme-neu", _HAUSHALT, args=_k),
    Seite("budget:quelle-sperren", _HAUSHALT, args=lambda w: {**_k(w), "pk": w.bestaetigung.quelle_id}),
    Seite("budget:quelle-bindung", _HAUSHALT, args=lambda w: {**_k(w), "pk": w.bestaetigung.quelle_id}),
    Seite("budget:bestaetigen", _HAUSHALT, args=lambda w: {**_k(w), "pk": w.bestaetigung.quelle_id}),
    Seite("budget:gegenzeichnen", "anordnung", args=lambda w: {**_k(w), "pk": w.bestaetigung.pk}),
    Seite("budget:nicht-zeichnen", "anordnung", args=lambda w: {**_k(w), "pk": w.bestaetigung.pk}),
    Seite("budget:haushaltsjahre", _HAUSHALT),
    Seite("budget:haushaltsjahr-neu", _HAUSHALT),
    Seite("budget:haushaltsjahr", _HAUSHALT, args=lambda w: {"pk": 2025}),
    Seite("budget:toepfe", _HAUSHALT),
    Seite("budget:topf-neu", _HAUSHALT),
    Seite("budget:topf", _HAUSHALT, args=lambda w: {"pk": w.bestaetigung.quelle.topf_id}),
]


def _mit_nummer(nummer: Callable[[Fuellung], Vorgang]) -> Callable[[Welt], dict[str, object]]:
    return lambda w: {**_k(w), "nummer": nummer(w.mittel).nummer}


_zuwendung = _mit_nummer(lambda mittel: mittel.zuwendung)
_auftrag = _mit_nummer(lambda mittel: mittel.auftrag)

PLAN = [
    Seite("budget:kostenplan", "sachbearbeitung", args=_k),
    Seite("budget:kostenplan-fassung", "haushalt", args=lambda w: {**_k(w), "fassung": 2}),
    Seite("budget:kostenplan-fassung", "pruefung", args=lambda w: {**_k(w), "fassung": 1}),
    Seite("budget:kostenplan-bearbeiten", "sachbearbeitung", args=lambda w: {**_k(w), "fassung": 2}),
    Seite("budget:kostenplan-position-neu", "sachbearbeitung", args=lambda w: {**_k(w), "fassung": 2}),
    Seite(
        "budget:kostenplan-position",
        "sachbearbeitung",
        args=lambda w: {**_k(w), "pk": w.mittel.position.pk},
    ),
    Seite("budget:vergaben", "sachbearbeitung", args=_k),
    Seite("budget:vergabe", "sachbearbeitung", args=_auftrag),
    Seite("budget:vergabe", "sachbearbeitung", args=lambda w: {**_k(w), "nummer": 2}),
    Seite("budget:vergabe-angebot-neu", "sachbearbeitung", args=_auftrag),
    Seite(
        "budget:vergabe-angebot", "sachbearbeitung", args=lambda w: {**_auftrag(w), "pk": w.mittel.angebot.pk}
    ),
    Seite("budget:vergabe-vermerk", "sachbearbeitung", args=_auftrag),
    Seite("budget:wertgrenzen", "haushalt"),
    Seite("budget:wertgrenze-neu", "haushalt"),
    Seite("budget:wertgrenze", "haushalt", args=lambda w: {"pk": w.mittel.wertgrenze.pk}),
    Seite("budget:zuwendungen", "sachbearbeitung", args=_k),
    Seite("budget:zuwendung", "sachbearbeitung", args=_zuwendung),
    Seite("budget:zuwendung-bescheid", "sachbearbeitung", args=_zuwendung),
    Seite("budget:raten", "sachbearbeitung", args=_zuwendung),
    Seite("budget:rate-abrufen", "sachbearbeitung", args=lambda w: {**_zuwendung(w), "rate": 2}),
    Seite("budget:zuwendung-nachweis", "sachbearbeitung", args=_zuwendung),
    Seite("budget:zuwendung-pruefung", "haushalt", args=_zuwendung),
]

MITTEL = [
    Seite("budget:uebersicht", "haushalt", args=_k),
    Seite("budget:uebersicht", "sachbearbeitung", args=_k, anhang="?stand=2023-12-31"),
    Seite("budget:uebersicht", "pruefung", args=_k, anhang="?stand=gestern"),
    Seite("budget:buch", "haushalt", args=_k),
    Seite("budget:buch", "pruefung", args=_k, anhang="?bis=2023-12-31"),
    Seite("budget:buch", "anordnung", args=_k, anhang="?q=niemand"),
]


def _antrag(w: Welt) -> dict[str, object]:
    return {**_k(w), "pk": w.mittel.uebertrag.pk}


def _festlegung(w: Welt) -> dict[str, object]:
    eine = w.mittel.uebertrag.posten.get().festlegung
    return {**_k(w), "nummer": eine.vorgang.nummer, "lfd": eine.lfd}


def _zeile(art: str) -> Callable[[Welt], dict[str, object]]:
    def teile(w: Welt) -> dict[str, object]:
        eine = zeile(art)
        return {**_k(w), "nummer": eine.vorgang.nummer, "lfd": eine.lfd}

    return teile


JAHRESENDE = [
    Seite("budget:jahresende", "haushalt", args=_k),
    Seite("budget:jahresende-freigeben", "sachbearbeitung", args=_festlegung),
    Seite("budget:jahresende-umdecken", "haushalt", args=_festlegung),
    Seite("budget:uebertraege", "haushalt", args=_k),
    Seite("budget:uebertrag", "haushalt", args=_antrag),
    Seite(
        "budget:uebertrag-beantragen",
        "haushalt",
        args=lambda w: {**_k(w), "pk": w.mittel.uebertrag.quelle_id},
    ),
    Seite(
        "budget:uebertrag-kuerzen",
        "haushalt",
        args=lambda w: {**_antrag(w), "posten": w.mittel.uebertrag.posten.get().pk},
    ),
    Seite("budget:uebertrag-ablehnen", "haushalt", args=_antrag),
    Seite("budget:uebertrag-bewilligen", "haushalt", args=_antrag),
    Seite("budget:uebertrag-umdecken", "haushalt", args=_antrag),
]

_ANGABEN = "zweck=Raum+und+Technik&form=eigen&empfaenger_name=B%C3%BCrgerhaus&leistung_von=2025-02-01"

VORGAENGE = [
    Seite("budget:vorgaenge", "sachbearbeitung", args=_k),
    Seite("budget:vorgang", _HAUSHALT, args=_zuwendung),
    Seite("budget:vorgang", "sachbearbeitung", args=_auftrag),
    Seite("budget:reservieren", "sachbearbeitung", args=_k),
    Seite("budget:festlegen", "sachbearbeitung", args=_k),
    Seite("budget:festlegen-deckung", _HAUSHALT, args=_k, anhang=f"?{_ANGABEN}&betrag=1.000%2C00"),
    Seite("budget:festlegen-deckung", "sachbearbeitung", args=_k, anhang=f"?{_ANGABEN}&betrag=20.000%2C00"),
    Seite("budget:festlegen-deckung", "sachbearbeitung", args=_k, anhang=f"?{_ANGABEN}&betrag=viel"),
    Seite("budget:vorgang-festlegen", "sachbearbeitung", args=_auftrag),
    Seite("budget:vorgang-aendern", "sachbearbeitung", args=_auftrag),
    Seite("budget:nacherfassen", _HAUSHALT, args=_k),
    Seite("budget:vorgang-nacherfassen", _HAUSHALT, args=_auftrag),
    Seite("budget:vorgang-festlegen", _HAUSHALT, args=_auftrag, anhang="?nachweis=1"),
    Seite("budget:vorgang-festlegen-deckung", _HAUSHALT, args=_auftrag, anhang=f"?{_ANGABEN}&betrag=10"),
    Seite(
        "budget:vorgang", _HAUSHALT, args=lambda w: {**_k(w), "nummer": zeile("rueckfluss").vorgang.nummer}
    ),
    Seite("budget:reservierung-beenden", "sachbearbeitung", args=_zeile("reservierung")),
    Seite("budget:freigeben", "sachbearbeitung", args=_zeile("festlegung")),
    Seite("budget:umdecken", _HAUSHALT, args=_zeile("festlegung")),
    Seite("budget:rueckfluss", _HAUSHALT, args=_zeile("zahlung")),
    Seite("budget:wiederverwenden", _HAUSHALT, args=_zeile("rueckfluss")),
    Seite("budget:stornieren", _HAUSHALT, args=_zeile("festlegung")),
]


def _rechnung(stand: str) -> Callable[[Welt], dict[str, object]]:
    return lambda w: {**_k(w), "pk": getattr(w.rechnungen, stand).pk}


RECHNUNGEN = [
    Seite("budget:rechnungen", "sachbearbeitung", args=_k),
    Seite("budget:rechnungen", "pruefung", args=_k, anhang="?q=niemand"),
    Seite("budget:rechnung-neu", "sachbearbeitung", args=_k),
    Seite("budget:rechnung-ohne-datei", "sachbearbeitung", args=_k, anhang="?vorgang=2"),
    Seite(
        "budget:rechnung-erfassen",
        "sachbearbeitung",
        args=lambda w: {**_k(w), "pk": w.rechnungen.wartender.pk},
    ),
    Seite("budget:rechnung", "sachbearbeitung", args=_rechnung("erfasst")),
    Seite("budget:rechnung", "anordnung", args=_rechnung("festgestellt")),
    Seite("budget:rechnung", _HAUSHALT, args=_rechnung("bezahlt")),
    Seite("budget:rechnung-aendern", "sachbearbeitung", args=_rechnung("festgestellt")),
    Seite("budget:rechnung-datei", "sachbearbeitung", args=_rechnung("festgestellt")),
    Seite("budget:rechnung-zuweisen", "sachbearbeitung", args=_rechnung("erfasst")),
    Seite("budget:rechnung-zurueckweisen", "sachbearbeitung", args=_rechnung("erfasst")),
    Seite("budget:rechnung-feststellen", _HAUSHALT, args=_rechnung("erfasst")),
    Seite("budget:rechnung-anordnen", "anordnung", args=_rechnung("festgestellt")),
    Seite("budget:rechnung-aufheben", "anordnung", args=_rechnung("angeordnet")),
    Seite("budget:rechnung-zahlen", "sachbearbeitung", args=_rechnung("angeordnet")),
    Seite("budget:rechnung-rest", _HAUSHALT, args=_rechnung("bezahlt")),
    Seite("budget:empfaenger", "sachbearbeitung"),
    Seite("budget:empfaenger", "pruefung", anhang="?q=niemand"),
    Seite("budget:empfaenger-neu", "sachbearbeitung"),
    Seite(
        "budget:empfaenger-aendern",
        _HAUSHALT,
        args=lambda w: {"pk": w.rechnungen.erfasst.empfaenger_id},
    ),
]


def _mit(objekt: Callable[[Vorbereitung], Any]) -> Callable[[Welt], dict[str, object]]:
    return lambda w: {"pk": objekt(w.planung).pk}


_aufgabe = _mit(lambda p: p.aufgabe)

AUFGABEN = [
    Seite("planung:aufgaben", "vorsitz"),
    Seite("planung:aufgaben", "gast"),
    Seite("planung:aufgabe", "mitglied", args=_aufgabe),
    Seite("planung:aufgabe-neu", "sachbearbeitung"),
    Seite("planung:aufgabe-aendern", "schriftfuehrung", args=_aufgabe),
    Seite("planung:aufgabe-stand", "mitglied", args=_aufgabe),
    Seite("planung:wiedervorlage-neu", "vorsitz", args=_aufgabe),
    Seite("arbeit:uebersicht", "mitglied"),
]

_gremium = _mit(lambda p: p.gremium)
_eingeladen, _geplant = _mit(lambda p: p.eingeladen), _mit(lambda p: p.geplant)


def _punkt_geplant(w: Welt) -> dict[str, object]:
    return {**_geplant(w), "punkt": w.planung.geplant.punkte.in_ordnung()[1].pk}


SITZUNGEN = [
    Seite("planung:sitzungen", "vorsitz"),
    Seite("planung:sitzung", "vorsitz", args=_eingeladen),
    Seite("planung:sitzung", "gast", args=_eingeladen),
    Seite("planung:sitzung", "schriftfuehrung", args=_geplant),
    Seite("planung:sitzung-neu", "vorsitz"),
    Seite("planung:kalender", "mitglied"),
    Seite("planung:vorlagen", "vorsitz", args=_gremium),
    Seite("planung:vorlagen", "sachbearbeitung", args=_mit(lambda p: p.gruppe.beirat)),
    Seite("planung:vorlagenpunkt-neu", "vorsitz", args=_gremium),
    Seite(
        "planung:vorlagenpunkt",
        "vorsitz",
        args=lambda w: {**_gremium(w), "vorlage": w.planung.vorlagenpunkt.pk},
    ),
    Seite("planung:erinnerungsvorlage-neu", "vorsitz", args=_gremium),
    Seite(
        "planung:erinnerungsvorlage",
        "vorsitz",
        args=lambda w: {**_gremium(w), "vorlage": w.planung.erinnerungsvorlage.pk},
    ),
    Seite("planung:suche", "mitglied", anhang="?q=Programm"),
    Seite("planung:suche", "gast", anhang="?q=nirgends"),
    Seite("planung:sitzung-aendern", "vorsitz", args=_eingeladen),
    Seite("planung:sitzung-absagen", "vorsitz", args=_eingeladen),
    Seite("planung:tagesordnung", "vorsitz", args=_geplant),
    Seite("planung:tagesordnung-neu", "vorsitz", args=_geplant),
    Seite("planung:tagesordnung-punkt", "vorsitz", args=_punkt_geplant),
    Seite("planung:tagesordnung-unterlage", "vorsitz", args=_punkt_geplant),
    Seite("planung:einladung", "vorsitz", args=_geplant),
    Seite("planung:nachtrag", "vorsitz", args=_eingeladen),
    Seite("planung:versand", "vorsitz", args=_eingeladen),
    Seite("planung:erinnerungen", "vorsitz", args=_eingeladen),
    Seite("planung:erinnerung-neu", "vorsitz", args=_eingeladen),
    Seite(
        "planung:erinnerung",
        "vorsitz",
        args=lambda w: {**_eingeladen(w), "erinnerung": w.planung.eingeladen.erinnerungen.get(anzahl=1).pk},
    ),
    Seite("planung:antworten", "mitglied", args=_eingeladen),
    Seite(
        "planung:antwort-eintragen",
        "vorsitz",
        args=lambda w: {**_eingeladen(w), "person": w.planung.gruppe.elif_.pk},
    ),
]

_umfrage = _mit(lambda p: p.umfrage)
_hinweis = _mit(lambda p: p.hinweis)


def _option(w: Welt) -> dict[str, object]:
    return {**_umfrage(w), "option": w.planung.umfrage.optionen.all()[1].pk}


UMFRAGEN = [
    Seite("planung:umfragen", "vorsitz"),
    Seite("planung:umfragen", "gast"),
    Seite("planung:umfrage", "vorsitz", args=_umfrage),
    Seite("planung:umfrage", "gast", args=_umfrage),
    Seite("planung:umfrage-neu", "vorsitz"),
    Seite("planung:umfrage-antwort", "mitglied", args=_umfrage),
    Seite(
        "planung:umfrage-eintragen",
        "vorsitz",
        args=lambda w: {**_umfrage(w), "person": w.planung.gruppe.elif_.pk},
    ),
    Seite("planung:umfrage-waehlen", "vorsitz", args=_option),
    Seite("planung:kalenderhinweise", "sachbearbeitung"),
    Seite("planung:kalenderhinweis-neu", "sachbearbeitung"),
    Seite("planung:kalenderhinweis", "sachbearbeitung", args=_hinweis),
]


def _thema(objekt: Callable[[Vorbereitung], Any]) -> Callable[[Welt], dict[str, object]]:
    return lambda w: {**_k(w), "pk": objekt(w.planung).pk}


THEMEN = [
    Seite("planung:themen", "vorsitz", args=_k),
    Seite("planung:themen", "gast", args=_k),
    Seite("planung:thema", "vorsitz", args=_thema(lambda p: p.thema)),
    Seite("planung:thema", "sachbearbeitung", args=_thema(lambda p: p.gewaehlt)),
    Seite("planung:thema-neu", "mitglied", args=_k),
    Seite("planung:themen-oeffnen", "vorsitz", args=_k),
    Seite("planung:thema-aendern", "vorsitz", args=_thema(lambda p: p.thema)),
    Seite("planung:thema-ablehnen", "vorsitz", args=_thema(lambda p: p.thema)),
    Seite("planung:thema-vereinen", "vorsitz", args=_thema(lambda p: p.thema)),
    Seite("planung:thema-kosten", "sachbearbeitung", args=_thema(lambda p: p.gewaehlt)),
    Seite("planung:handlungsfelder", "vorsitz", args=_k),
    Seite("planung:handlungsfeld-neu", "vorsitz", args=_k),
    Seite("planung:handlungsfeld", "vorsitz", args=_thema(lambda p: p.handlungsfeld)),
    Seite("planung:runde", "mitglied", args=_thema(lambda p: p.runde)),
    Seite("planung:runde", "gast", args=_thema(lambda p: p.runde)),
    Seite("planung:runde", "gast", args=_thema(lambda p: p.geschlossene), anhang="?geschlossen"),
    Seite("planung:runde-neu", "vorsitz", args=_k),
]

_umlauf = _mit(lambda p: p.umlauf)

UMLAUF = [
    Seite("planung:umlaeufe", "vorsitz"),
    Seite("planung:umlaeufe", "gast"),
    Seite("planung:umlauf", "mitglied", args=_umlauf),
    Seite("planung:umlauf-stimme", "bezirksversammlung", args=_umlauf),
    Seite("planung:umlauf-neu", "vorsitz"),
]

MEILENSTEINE = [
    Seite("planung:meilensteine", "vorsitz", args=_k),
    Seite("planung:meilensteine", "mitglied", args=_k),
    Seite("planung:meilenstein-neu", "vorsitz", args=_k),
    Seite("planung:meilenstein", "vorsitz", args=lambda w: {**_k(w), "pk": w.planung.meilenstein.pk}),
]


def _nieder(objekt: Callable[[Niederschriften], Any]) -> Callable[[Welt], dict[str, object]]:
    return lambda w: {"pk": objekt(w.niederschriften).pk}


_laufend = _nieder(lambda n: n.laufend)
_punkt = _nieder(lambda n: n.punkt)
_versandt = _nieder(lambda n: n.versandt.sitzung)

NIEDERSCHRIFTEN = [
    Seite("planung:protokolle", "vorsitz"),
    Seite("planung:protokoll", "vorsitz", args=_nieder(lambda n: n.entwurf.sitzung)),
    Seite("planung:protokoll", "mitglied", args=_versandt),
    Seite("planung:protokoll", "gast", args=_nieder(lambda n: n.genehmigt.sitzung)),
    Seite(
        "planung:protokoll-fassung",
        "mitglied",
        args=lambda w: {"pk": w.niederschriften.genehmigt.sitzung_id, "nummer": 1},
    ),
    Seite("planung:protokoll-genehmigen", "schriftfuehrung", args=_versandt),
    Seite("planung:einwand-neu", "mitglied", args=_versandt),
    Seite("planung:einwand", "schriftfuehrung", args=_nieder(lambda n: n.einwand)),
]

MITSCHRIFT = [
    Seite("planung:sitzung-live", "schriftfuehrung", args=_laufend),
    Seite("planung:sitzung-live", "schriftfuehrung", args=_nieder(lambda n: n.entwurf.sitzung)),
    Seite("planung:anwesenheit", "schriftfuehrung", args=_laufend),
    Seite("planung:abschnitt", "schriftfuehrung", args=_punkt),
    Seite("planung:abstimmung-neu", "schriftfuehrung", args=_punkt),
    Seite("planung:befangenheit-neu", "schriftfuehrung", args=_punkt),
    Seite("planung:sitzung-eroeffnen", "schriftfuehrung", args=_mit(lambda p: p.eingeladen)),
    Seite("planung:sitzung-schliessen", "schriftfuehrung", args=_laufend),
]


def _mitgliedschaft(w: Welt) -> Mitgliedschaft:
    reihe = Mitgliedschaft.objects.filter(sitz__gremium=w.planung.gremium, vertritt=None)
    return reihe.select_related("sitz", "person").order_by("pk")[0]


def _gremium(w: Welt) -> dict[str, object]:
    return {"pk": w.planung.gremium.pk}


GREMIEN = [
    Seite("beirat:gremien", "sachbearbeitung"),
    Seite("beirat:gremien", "schriftfuehrung"),
    Seite("beirat:gruppe", "sachbearbeitung", args=_k),
    Seite("beirat:gremium", "schriftfuehrung", args=_gremium),
    Seite("beirat:gremium-neu", "sachbearbeitung", anhang="?konferenz=2024"),
    *(
        Seite(name, "sachbearbeitung", args=_gremium)
        for name in ("beirat:gremium-bearbeiten", "beirat:aufnehmen", "beirat:sitz-neu")
    ),
    *(
        Seite(name, "sachbearbeitung", args=lambda w: {"pk": _mitgliedschaft(w).sitz_id})
        for name in ("beirat:sitz-bearbeiten", "beirat:sitz-besetzen")
    ),
    *(
        Seite(name, "sachbearbeitung", args=lambda w: {"pk": _mitgliedschaft(w).pk})
        for name in (
            "beirat:mitgliedschaft",
            "beirat:mitgliedschaft-vertretung",
            "beirat:mitgliedschaft-beenden",
        )
    ),
    *(
        Seite(name, "sachbearbeitung", args=lambda w: {"pk": _mitgliedschaft(w).person_id})
        for name in ("beirat:person", "beirat:person-aendern")
    ),
]

BERICHTE = [
    Seite("budget:berichte", "sachbearbeitung", args=_k),
    Seite("budget:nachweis", "sachbearbeitung", args=_k),
    Seite("budget:nachweis-bearbeiten", "sachbearbeitung", args=_k),
    Seite("budget:nachweis-einreichen", "sachbearbeitung", args=_k),
    Seite("budget:kostenrahmen", "pruefung", args=_k),
    Seite("budget:transparenz", "sachbearbeitung", args=_k),
    Seite("budget:meldungen", "sachbearbeitung"),
    Seite("budget:meldung-eintragen", "sachbearbeitung", args=lambda w: {"jahr": 2024, "liste": "ksk"}),
    Seite("budget:meldegrenzen", "haushalt"),
    Seite("budget:meldegrenze-neu", "haushalt"),
    Seite("budget:meldegrenze", "haushalt", args=lambda w: {"pk": w.mittel.meldegrenze.pk}),
]


def _im_programm(name: str, wer: str = "sachbearbeitung", anhang: str = "") -> Seite:
    """A page of the programme about the object that its filling names for it."""
    return Seite(
        f"programm:{name}", wer, args=lambda w: {**_k(w), "pk": w.programm.nummer(name)}, anhang=anhang
    )


PROGRAMM = [
    Seite("programm:raster", "sachbearbeitung", args=_k),
    Seite("programm:raster", "uebersetzung", args=_k),
    Seite("programm:punkt-neu", "sachbearbeitung", args=_k),
    Seite("programm:freigabe", "sachbearbeitung", args=_k),
    Seite("programm:treffen-neu", "sachbearbeitung", args=_k),
    _im_programm("punkt"),
    Seite("programm:mitwirkende-liste", "sachbearbeitung", args=_k),
    Seite("programm:mitwirkende-neu", "sachbearbeitung", args=_k),
    _im_programm("mitwirkende"),
    _im_programm("mitwirkende-aendern"),
    _im_programm("mitwirkende-aufgabe"),
    _im_programm("mitwirkende-zeit"),
    _im_programm("mitwirkende-zustimmung"),
    Seite("programm:texte", "uebersetzung", args=_k),
    Seite(
        "programm:text", "uebersetzung", args=lambda w: {**_k(w), "art": "gruppe", "pk": w.programm.arbeit.pk}
    ),
    Seite("programm:raeume", "sachbearbeitung", args=_k),
    Seite("programm:raum-neu", "sachbearbeitung", args=_k),
    _im_programm("raum"),
    Seite("programm:zeiten", "uebersetzung", args=_k),
    Seite("programm:zeitfenster-neu", "sachbearbeitung", args=_k),
    _im_programm("zeitfenster"),
    Seite("programm:gruppen", "sachbearbeitung", args=_k),
    Seite("programm:gruppe-neu", "sachbearbeitung", args=_k),
    _im_programm("gruppe"),
    _im_programm("gruppe", "leitung"),
    _im_programm("gruppe-aendern"),
    _im_programm("gruppe-absagen"),
]

GRUPPEN = {
    "oeffentlich": OEFFENTLICH,
    "persoenlich": PERSOENLICH,
    "mitwirken": MITWIRKEN,
    "konto": KONTO,
    "arbeit": ARBEIT,
    "anmeldungen": ANMELDUNGEN,
    "verwaltung": VERWALTUNG,
    "grundlagen": GRUNDLAGEN,
    "plan": PLAN,
    "mittel": MITTEL,
    "jahresende": JAHRESENDE,
    "vorgaenge": VORGAENGE,
    "rechnungen": RECHNUNGEN,
    "sitzungen": SITZUNGEN,
    "gremien": GREMIEN,
    "aufgaben": AUFGABEN,
    "meilensteine": MEILENSTEINE,
    "umfragen": UMFRAGEN,
    "themen": THEMEN,
    "umlauf": UMLAUF,
    "niederschriften": NIEDERSCHRIFTEN,
    "mitschrift": MITSCHRIFT,
    "berichte": BERICHTE,
    "programm": PROGRAMM,
}

SPRACHEN = ("de", "de-simple", "en", "ar", "tr")
FARBEN = ("light", "dark", "forced")
BREITEN = (320, 390, 1280)


@dataclass(frozen=True)
class Ansicht:
    """One way to look at a page."""

    sprache: str
    farbe: str
    breite: int


ERSTE = Ansicht("de", "light", 1280)
PAARWEISE = [
    Ansicht(sprache, farbe, BREITEN[(i + j) % len(BREITEN)])
    for i, sprache in enumerate(SPRACHEN)
    for j, farbe in enumerate(FARBEN)
]
"""Each pair of values of two of the three properties occurs; pages take them in turn."""


PORTION = 48
"""Pages of one test: few enough that the processes of a run end together, enough to share a filled world."""


@dataclass(frozen=True)
class Portion:
    """Pages that are looked at in one world: name of the group and number of each."""

    seiten: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """The groups, so that `-k rechnungen` finds them, and how many pages were before."""
        gruppen = dict.fromkeys(gruppe for gruppe, _nummer in self.seiten)
        return f"{'+'.join(gruppen)}-{self.seiten[0][1]}"


_ALLE = [(gruppe, nummer) for gruppe, seiten in GRUPPEN.items() for nummer in range(len(seiten))]
PORTIONEN = [Portion(tuple(_ALLE[ab : ab + PORTION])) for ab in range(0, len(_ALLE), PORTION)]
"""All pages, a small group together with the next: filling the world costs as much as looking at eight pages."""


def zweite_ansicht(gruppe: str, nummer: int) -> Ansicht:
    """The second look at page `nummer` of a group; pages of staff are German and only take colour and width."""
    versatz = list(GRUPPEN).index(gruppe) * 7
    return PAARWEISE[(versatz + nummer) % len(PAARWEISE)]


__all__ = [
    "ERSTE", "GRUPPEN", "PAARWEISE", "PORTIONEN", "Ansicht", "Portion", "Seite", "Welt", "erschaffe", "zweite_ansicht",
]  # fmt: skip
