"""A whole life of the money for the reports: split, carried over, refunded in time and late, taken back; a sponsor."""

from datetime import date
from decimal import Decimal

from budget.actions.bestaetigen import gegenzeichnen, verfuegbarkeit_bestaetigen
from budget.actions.festlegen import festlegen
from budget.actions.kostenplan import Planangabe, entwurf_anlegen, entwurf_speichern, plan_freigeben
from budget.actions.quellen import einnahme_hinzufuegen
from budget.actions.uebertrag_entscheiden import auf_uebertrag_umdecken, uebertrag_bewilligen
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.actions.zahlen import rueckfluss_erfassen, stornieren, wiederverwendung_annehmen, zahlung_buchen
from budget.actions.zuwendung import bescheid_eintragen
from budget.models import Kostenposition, Meldegrenze, Rechnung, Vorgang, Zahlungsempfaenger
from budget.queries.kostenplan import pruefsumme
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur, traeger

PLAN = {"organisation": "15.000,00", "druck": "700,00", "honorar": "1.000,00", "dolmetschen": "1.100,00"}


def plan(haus: Kasse) -> None:
    """The approved plan of `PLAN`."""
    entwurf = entwurf_anlegen(bereitstellung=haus.bereitstellung, person=haus.amira)
    zeilen = {
        position.pk: Planangabe(eur(PLAN[position.art]) if position.art in PLAN else None)
        for position in haus.bereitstellung.positionen.all()
    }
    entwurf = entwurf_speichern(
        plan=entwurf, zeilen=zeilen, bemerkung="", stand=pruefsumme(entwurf), person=haus.amira
    )
    plan_freigeben(plan=entwurf, stand=pruefsumme(entwurf), person=haus.bernd)


def position(haus: Kasse, art: str) -> Kostenposition:
    return haus.bereitstellung.positionen.get(art=art)


def meldegrenzen() -> Meldegrenze:
    """Dated data: 1.500 until 2024, 3.000 from 2025 on; the levy on fees of artists at 5 %. The last one made."""
    for ab_jahr, betrag in ((2016, "1.500,00"), (2025, "3.000,00")):
        Meldegrenze.objects.create(
            art="finanzamt",
            ab_jahr=ab_jahr,
            betrag=eur(betrag),
            frist_tag=30,
            frist_monat=4,
            fundstelle="MV § 7",
        )
    return Meldegrenze.objects.create(
        art="ksk", ab_jahr=2023, betrag=eur("450,00"), satz=Decimal("5.00"), frist_tag=31, frist_monat=3,
        fundstelle="KSVG § 24, Künstlersozialabgabe-Verordnung",
    )  # fmt: skip


def lehrerin(name: str = "Mina Beispiel", **angaben: object) -> Zahlungsempfaenger:
    """Speaks once in a while, paid to her private account (S28)."""
    vorgabe = {"strasse": "Elbweg 3", "plz": "20095", "ort": "Hamburg", "umsatzsteuer_id": "41/123/01234"}
    return Zahlungsempfaenger.objects.create(name=name, ist_privat=True, **{**vorgabe, **angaben})


def honorar(
    haus: Kasse,
    empfaenger: Zahlungsempfaenger,
    brutto: str,
    tag: str,
    netto: str = "",
    zweck: str = "Vortrag",
) -> Vorgang:
    """A fee that is committed and paid on one day, with its invoice."""
    with welt.zeit(tag):
        vorgang = festlegen(
            vorgang=haus.vorgang(zweck, empfaenger=empfaenger, position=position(haus, "honorar")),
            betrag=eur(brutto), person=haus.bernd,
        )[0].vorgang  # fmt: skip
        rechnung = Rechnung.objects.create(
            vorgang=vorgang, empfaenger=empfaenger, art="honorar", nummer=f"H-{vorgang.nummer}", brutto=eur(brutto),
            netto=eur(netto or brutto), steuer=eur(brutto) - eur(netto or brutto), datum=date.fromisoformat(tag),
        )  # fmt: skip
        zahlung_buchen(
            vorgang=vorgang, betrag=eur(brutto), gezahlt_am=date.fromisoformat(tag), rechnung=rechnung,
            person=haus.amira,
        )  # fmt: skip
    return vorgang


def ganze_geschichte() -> Kasse:
    """December 2023 to August 2024; everything that was paid is in it, 2.499,57 of the grant is still open."""
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-13"):
        plan(haus)
    zuwendung = _zuwendung(haus)
    _uebertrag(haus, zuwendung)
    honorar(haus, lehrerin(), "900,00", "2024-08-06")
    _druck(haus)
    _spaeter_rueckfluss(zuwendung, haus)
    _sonstige(haus)
    return haus


def _zuwendung(haus: Kasse) -> Vorgang:
    """15.000,00 over both years; 6.000,33 paid on 2023 before its closing."""
    with welt.zeit("2023-12-18"):
        vorgang = festlegen(
            vorgang=haus.zuwendung(empfaenger=traeger(), position=position(haus, "organisation")),
            betrag=eur("15.000,00"), person=haus.bernd,
        )[0].vorgang  # fmt: skip
        bescheid_eintragen(
            vorgang=vorgang, bescheid_am=date(2023, 12, 18), aktenzeichen="44-2023/311", beginn_am=date(2024, 1, 2),
            nachweis_bis=date(2025, 5, 16), person=haus.amira,
        )  # fmt: skip
    with welt.zeit("2024-01-10"):
        zahlung_buchen(
            vorgang=vorgang, betrag=eur("6.000,33"), gezahlt_am=date(2024, 1, 10), person=haus.amira
        )
    return vorgang


def _uebertrag(haus: Kasse, zuwendung: Vorgang) -> None:
    """6.499,67 carried over, covered anew, 4.000,10 of it paid."""
    teil = zuwendung.buchungen.filter(art="festlegung").order_by("lfd").first()
    posten = [Postenangaben(teil, eur("6.499,67"))]
    with welt.zeit("2024-04-10"):
        antrag = uebertrag_beantragen(quelle=haus.q2023, posten=posten, person=haus.bernd)
    with welt.zeit("2024-07-12"):
        uebertrag_bewilligen(
            uebertrag=antrag, bewilligt=eur("6.499,67"), gueltig_bis_jahr=2024, aktenzeichen="FB 24/77",
            person=haus.bernd,
        )  # fmt: skip
        antrag.refresh_from_db()
        for bestaetigung in antrag.neue_quelle.bestaetigungen.filter(gegengezeichnet_am__isnull=True):
            gegenzeichnen(bestaetigung=bestaetigung, person=haus.carla)
        auf_uebertrag_umdecken(uebertrag=antrag, posten=posten, person=haus.bernd)
    with welt.zeit("2024-08-05"):
        uebertragene = zuwendung.buchungen.get(art="festlegung", quelle=antrag.neue_quelle)
        for betrag, quelle in (("4.000,10", uebertragene), ("2.500,00", _teil_2024(haus, zuwendung))):
            zahlung_buchen(
                vorgang=zuwendung, betrag=eur(betrag), gezahlt_am=date(2024, 8, 5), festlegung=quelle,
                person=haus.amira,
            )  # fmt: skip


def _teil_2024(haus: Kasse, zuwendung: Vorgang) -> object:
    return zuwendung.buchungen.get(art="festlegung", quelle=haus.q2024)


def _druck(haus: Kasse) -> None:
    """640,00 paid twice, once taken back; 40,05 came back in time and may be used again."""
    druckerei = traeger("Druckerei #1 <Nord>")
    with welt.zeit("2024-08-20"):
        vorgang = festlegen(
            vorgang=haus.vorgang("Plakate =A1", empfaenger=druckerei, position=position(haus, "druck")),
            betrag=eur("640,00"), person=haus.bernd,
        )[0].vorgang  # fmt: skip
        falsch = zahlung_buchen(
            vorgang=vorgang, betrag=eur("604,00"), gezahlt_am=date(2024, 8, 20), person=haus.amira
        )[0]
        stornieren(buchung=falsch, grund="Zahlendreher", person=haus.bernd)
        zahlung = zahlung_buchen(
            vorgang=vorgang, betrag=eur("640,00"), gezahlt_am=date(2024, 8, 20), person=haus.amira
        )[0]
        rueckfluss = rueckfluss_erfassen(
            zahlung=zahlung, betrag=eur("40,05"), eingegangen_am=date(2024, 8, 20), grund="Mengenrabatt",
            person=haus.bernd,
        )  # fmt: skip
        wiederverwendung_annehmen(rueckfluss=rueckfluss, grund="", person=haus.bernd)


def _spaeter_rueckfluss(zuwendung: Vorgang, haus: Kasse) -> None:
    """F13: 100,00 of the payment on 2023 came back in August 2024."""
    zahlung = zuwendung.buchungen.filter(art="zahlung", quelle=haus.q2023).first()
    with welt.zeit("2024-08-25"):
        rueckfluss_erfassen(
            zahlung=zahlung, betrag=eur("100,00"), eingegangen_am=date(2024, 8, 25), grund="zu viel abgerufen",
            person=haus.bernd,
        )  # fmt: skip


def _sonstige(haus: Kasse) -> None:
    """F14: a foundation gives 1.000,00, of which 250,01 is paid for interpreting."""
    with welt.zeit("2024-08-26"):
        quelle = einnahme_hinzufuegen(
            bereitstellung=haus.bereitstellung, geber="Stiftung Miteinander", jahr=2024, person=haus.bernd
        )
        bestaetigung = verfuegbarkeit_bestaetigen(
            quelle=quelle,
            betrag=eur("1.000,00"),
            stichtag=date(2024, 8, 26),
            aktenzeichen="S-1",
            person=haus.bernd,
        )
        gegenzeichnen(bestaetigung=bestaetigung, person=haus.carla)
        vorgang = festlegen(
            vorgang=haus.vorgang(
                "Dolmetschen", empfaenger=traeger("Sprachbüro"), position=position(haus, "dolmetschen"),
                ist_sonstige=True,
            ),
            betrag=eur("250,01"), quelle=quelle, person=haus.bernd,
        )[0].vorgang  # fmt: skip
        zahlung_buchen(vorgang=vorgang, betrag=eur("250,01"), gezahlt_am=date(2024, 8, 26), person=haus.amira)
