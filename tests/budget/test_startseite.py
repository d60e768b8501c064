"""What the money puts on the start page and into the history: card, next steps, who changed what."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver

from budget.actions.bestaetigen import verfuegbarkeit_bestaetigen
from budget.actions.festlegen import festlegen
from budget.actions.reservieren import reservieren
from budget.actions.uebertrag_entscheiden import uebertrag_bewilligen
from budget.actions.uebertragen import Postenangaben, uebertrag_beantragen
from budget.models import Bereitstellung, Rechnung
from budget.queries.karten import karten
from budget.queries.naechstes import schritte
from budget.urls import urlpatterns
from budget.verlauf import AKTIONEN, arten
from konferenz.actions.drucksache import entscheidung_erfassen
from konferenz.models import Benutzer, Konferenz, Rollenzuweisung
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, drucksache, eur, kasse, traeger
from tests.personen import person

pytestmark = pytest.mark.django_db


def titel(konto: Benutzer, haus: Kasse, tag: str) -> list[str]:
    """The steps of a person on that day, the most urgent first."""
    Rollenzuweisung.objects.update(von=date(2023, 12, 1))
    with welt.zeit(tag):
        frisch = Benutzer.objects.get(pk=konto.pk)
        alle = sorted(schritte(frisch, haus.konferenz), key=lambda schritt: schritt.rang)
        return [schritt.titel for schritt in alle]


def test_wer_bestaetigt_und_wer_gegenzeichnet_sieht_es_und_sonst_niemand() -> None:
    """F1, S8: unknown is not used up; two people."""
    haus = kasse()
    namen = ["Förderfonds konsumtiv 2023", "Förderfonds konsumtiv 2024"]
    assert titel(haus.bernd, haus, "2023-12-11") == [f"Verfügbarkeit bestätigen: {name}" for name in namen]
    assert titel(haus.amira, haus, "2023-12-11") == []
    with welt.zeit("2023-12-11"):
        verfuegbarkeit_bestaetigen(
            quelle=haus.q2023,
            betrag=eur("0,00"),
            stichtag=date(2023, 12, 11),
            aktenzeichen="44",
            person=haus.bernd,
        )
    assert titel(haus.carla, haus, "2023-12-11") == ["Gegenzeichnen: Förderfonds konsumtiv 2023"]


def test_nahe_und_versaeumte_fristen_rechnungen_und_bewilligte_uebertraege() -> None:
    haus = bestaetigte_kasse("12.500,00", bescheid_statt_leistung=False)
    with welt.zeit("2023-12-18"):
        eine = festlegen(vorgang=haus.zuwendung(), betrag=eur("12.500,00"), person=haus.bernd)[0]
        reservieren(
            vorgang=haus.vorgang("Dolmetschen"),
            betrag=eur("980,00"),
            endet_am=date(2024, 1, 31),
            person=haus.amira,
        )
        Rechnung.objects.create(
            vorgang=eine.vorgang, empfaenger=traeger(), nummer="R-1", datum=date(2023, 12, 18), netto=100, brutto=100,
            eingegangen_am=date(2023, 12, 18), faellig_am=date(2024, 1, 10),
        )  # fmt: skip
    assert titel(haus.amira, haus, "2023-12-20") == [
        "Feststellen: Rechnung R-1 von Elbinsel Miteinander e. V.",
    ]
    assert titel(haus.amira, haus, "2024-01-25") == [
        "Feststellen: Rechnung R-1 von Elbinsel Miteinander e. V.",
        "Offene Festlegungen aus 2023 klären",
        "Reservierung festlegen: Dolmetschen",
    ]
    with welt.zeit("2024-04-10"):
        antrag = uebertrag_beantragen(
            quelle=haus.q2023, posten=[Postenangaben(eine, eur("6.500,00"))], person=haus.bernd
        )
    with welt.zeit("2024-07-12"):
        uebertrag_bewilligen(
            uebertrag=antrag, bewilligt=eur("6.500,00"), gueltig_bis_jahr=2024, aktenzeichen="FB 1", person=haus.bernd
        )  # fmt: skip
    assert any("2024 aus 2023" in eine for eine in titel(haus.carla, haus, "2024-07-12"))
    with welt.zeit("2024-07-12"):
        haus.bestaetige(antrag.neue_quelle, "6.500,00")
    assert "Auf den bewilligten Übertrag umdecken" in titel(haus.bernd, haus, "2024-07-12")
    assert "Auf den bewilligten Übertrag umdecken" not in titel(haus.amira, haus, "2024-07-12")


def test_vor_der_bereitstellung_ist_sie_der_schritt_solange_der_beschluss_lebt() -> None:
    welt.bezirk()
    papier = drucksache("eingebracht")
    konferenz = welt.konferenz(drucksache=papier)
    bernd = person("haushalt")
    assert [schritt.titel for schritt in schritte(bernd, konferenz)] == ["Mittel bereitstellen"]
    assert schritte(person("sachbearbeitung"), konferenz) == []
    assert karten(bernd, konferenz) == []
    assert schritte(bernd, None) == karten(bernd, None) == []
    entscheidung_erfassen(drucksache=papier, stand="abgelehnt", am=date(2024, 9, 2))
    assert schritte(bernd, Konferenz.objects.get()) == []


def test_die_karte_sagt_was_frei_ist_und_wer_mit_geld_nichts_zu_tun_hat_sieht_sie_nicht() -> None:
    haus = bestaetigte_kasse("12.500,00")
    with welt.zeit("2023-12-18"):
        festlegen(vorgang=haus.zuwendung(), betrag=eur("15.000,00"), person=haus.bernd)
    seiten = {}
    for rolle in ("pruefung", "uebersetzung"):
        client = Client()
        client.force_login(person(rolle))
        seiten[rolle] = client.get("/arbeit/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "5.000,00 € <small>von 20.000,00 € noch frei" in seiten["pruefung"]
    assert "noch frei" not in seiten["uebersetzung"]


def test_der_verlauf_zeigt_wer_die_mittel_geaendert_hat() -> None:
    """I10"""
    haus = kasse()
    client = Client()
    client.force_login(person("haushalt", name="Bernd Neu"))
    adresse = f"/arbeit/2024/mittel/quellen/{haus.q2024.pk}/sperren/"
    assert client.post(adresse, {"grund": "Haushaltssperre"}).status_code == 302
    for modell, pk in (("bereitstellung", haus.bereitstellung.pk), ("deckungsquelle", haus.q2024.pk)):
        seite = client.get(f"/arbeit/verlauf/budget.{modell}/{pk}/").content.decode()
        for text in ("Quelle gesperrt", "Bernd Neu", "Haushaltssperre"):
            assert text in seite
    client.force_login(person("uebersetzung"))
    assert client.get(f"/arbeit/verlauf/budget.deckungsquelle/{haus.q2024.pk}/").status_code == 403


def test_jede_art_des_verlaufs_und_ihre_teile_haben_eine_geschichte() -> None:
    for art in arten():
        felder = {**art.teile, art.modell: "pgh_obj"}
        for modell, feld in felder.items():
            assert apps.get_model(modell).pgh_event_model._meta.get_field(feld)  # type: ignore[attr-defined]
    assert Bereitstellung.objects.count() == 0


def test_jede_seite_die_etwas_aendert_hat_worte_im_verlauf() -> None:
    def seiten(muster: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
        for eines in muster:
            yield from [eines] if isinstance(eines, URLPattern) else seiten(eines.url_patterns)

    aendernde = {
        f"budget:{seite.name}" for seite in seiten(urlpatterns) if hasattr(seite.callback.view_class, "post")
    }
    ausfuhren = {name for name in aendernde if name.endswith(("-csv", "-xlsx", "-pdf"))}
    assert aendernde - ausfuhren == set(AKTIONEN)
