"""Invoices for tests, made through the actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from budget.actions.anweisen import anordnen, feststellen, zahlung_eintragen
from budget.actions.beleg import beleg_ablegen
from budget.actions.festlegen import festlegen
from budget.actions.rechnung import rechnung_erfassen
from budget.actions.zahlen import rueckfluss_erfassen
from budget.models import Beleg, Buchung, Rechnung, Vorgang, Zahlungsempfaenger
from budget.queries.rechnung import pruefsumme
from konferenz import uhr
from konferenz.models import Benutzer
from tests.budget import erechnungen
from tests.budget.welt import Kasse, eur


def auftrag(haus: Kasse, betrag: str = "4.000,00", **angaben: Any) -> Vorgang:
    """A commitment for the printer, confirmed and covered."""
    lage = haus.lage
    if any(stand.bestaetigung is None for stand in lage.quellen):
        haus.bestaetige(haus.q2023, "0,00")
        haus.bestaetige(haus.q2024, "20.000,00")
    if "empfaenger" not in angaben:
        angaben["empfaenger"] = drucker()
    neu = haus.vorgang("Plakate", **{"leistung_von": date(2024, 8, 20), **angaben})
    return festlegen(vorgang=neu, betrag=eur(betrag), person=haus.bernd)[0].vorgang


def drucker(**angaben: Any) -> Zahlungsempfaenger:
    return Zahlungsempfaenger.objects.get_or_create(name="Druckhaus Veddel GmbH", defaults=angaben)[0]


def rechnung(
    haus: Kasse, vorgang: Vorgang | None = None, brutto: str = "1.190,00", **angaben: Any
) -> Rechnung:
    """An invoice that was just entered; without tax unless it is given."""
    vorgang = vorgang or auftrag(haus)
    steuer = angaben.pop("steuer", eur("0,00"))
    neu = Rechnung(
        **{
            "vorgang": vorgang, "empfaenger": vorgang.empfaenger, "nummer": f"RE-{Rechnung.objects.count() + 1}",
            "datum": uhr.heute(), "eingegangen_am": uhr.heute(), "brutto": eur(brutto),
            "netto": eur(brutto) - steuer, "steuer": steuer, **angaben,
        }
    )  # fmt: skip
    return rechnung_erfassen(rechnung=neu, person=haus.amira)


def neu_gelesen(eine: Rechnung) -> Rechnung:
    return Rechnung.objects.select_related("vorgang__bereitstellung", "empfaenger", "beleg").get(pk=eine.pk)


def festgestellt(haus: Kasse, eine: Rechnung, wer: Benutzer | None = None) -> Rechnung:
    """Certified by Amira unless somebody else is named."""
    eine = neu_gelesen(eine)
    feststellen(
        rechnung=eine, sachlich=True, rechnerisch=True, gesehen=pruefsumme(eine), person=wer or haus.amira
    )
    return neu_gelesen(eine)


def angeordnet(haus: Kasse, eine: Rechnung) -> Rechnung:
    """Certified by Amira, ordered by Carla."""
    eine = festgestellt(haus, eine)
    anordnen(rechnung=eine, gesehen=pruefsumme(eine), person=haus.carla)
    return neu_gelesen(eine)


@dataclass
class Rechnungen:
    """One invoice in each state, and a file that nobody has entered yet."""

    erfasst: Rechnung
    festgestellt: Rechnung
    angeordnet: Rechnung
    bezahlt: Rechnung
    wartender: Beleg
    rueckfluss: Buchung


def rechnungen_aller_staende(haus: Kasse) -> Rechnungen:
    """For pages and rights: the entered one is overdue and does not fit its e-invoice, the paid one leaves a rest;
    a part of it came back."""
    fall, gezahlt = auftrag(haus, "1.500,00"), auftrag(haus, "640,00")
    xml = _datei(haus, erechnungen.ubl(nummer="RE-100"), "rechnung-100.xml")
    bezahlt = angeordnet(haus, rechnung(haus, gezahlt, "600,50", nummer="RE-103", skonto=eur("12,01")))
    erfasst = rechnung(
        haus, fall, "1.200,00", nummer="RE-100", beleg=xml, faellig_am=uhr.heute() - timedelta(days=3),
        leitweg_id="99-1-2", ist_schluss=False, bemerkung="Lieferschein liegt bei.",
    )  # fmt: skip
    bezahlt = zahlung_eintragen(rechnung=bezahlt, gezahlt_am=uhr.heute(), person=haus.amira)
    return Rechnungen(
        erfasst=erfasst,
        festgestellt=festgestellt(haus, rechnung(haus, fall, "100,00", nummer="RE-101")),
        angeordnet=angeordnet(haus, rechnung(haus, fall, "200,00", nummer="RE-102", ist_schluss=False)),
        bezahlt=bezahlt,
        wartender=_datei(haus, erechnungen.cii(), "neu.xml"),
        rueckfluss=rueckfluss_erfassen(
            zahlung=bezahlt.buchungen.get(), betrag=eur("50,00"), eingegangen_am=uhr.heute(), grund="Gutschrift",
            person=haus.bernd,
        ),
    )  # fmt: skip


def _datei(haus: Kasse, inhalt: bytes, name: str) -> Beleg:
    return beleg_ablegen(
        bereitstellung=haus.bereitstellung, datei=BytesIO(inhalt), name=name, person=haus.amira
    )
