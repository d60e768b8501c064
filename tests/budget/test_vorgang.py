"""The day of the conference changes: what was ordered for it follows, and its money may not reach (F15)."""

from datetime import date

import pytest

from budget.actions.festlegen import festlegen
from budget.actions.reservieren import reservieren
from budget.actions.zahlen import zahlung_buchen
from budget.models import Vorgang
from budget.queries.frist import Fristart
from budget.queries.fristen import fristen
from budget.queries.naechstes import schritte
from konferenz.actions.konferenz import termin_setzen
from konferenz.models import Petitumspunkt
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db
TAG = date(2024, 11, 16)


@pytest.fixture
def haus() -> Kasse:
    """On money of 2024 for the day of the conference: committed with a note, paid, reserved; for March: committed."""
    haus = bestaetigte_kasse("0,00")
    haus.punkt.drucksache.punkte.create(nummer=3, text="2. Halbjahr 2024", art=Petitumspunkt.Art.TERMIN)
    with welt.zeit("2023-12-14"):
        for zweck, tag in (("Raum", TAG), ("Musik", TAG), ("Workshop", date(2024, 3, 1))):
            fall = haus.vorgang(zweck, leistung_von=tag, leistungsjahr_vermerk="von 2024")
            festlegen(vorgang=fall, betrag=eur("1.000,00"), person=haus.bernd)
        reservieren(
            vorgang=haus.vorgang("Druck", leistung_von=TAG, leistung_bis=TAG), betrag=eur("10,00"), person=haus.amira
        )  # fmt: skip
    musik = haus.bereitstellung.vorgaenge.get(zweck="Musik")
    zahlung_buchen(vorgang=musik, betrag=eur("1.000,00"), gezahlt_am=date(2024, 9, 2), person=haus.amira)
    return haus


def verschiebe(haus: Kasse, tag: str) -> None:
    termin_setzen(
        konferenz=haus.konferenz, beginn=welt.am(tag, "10:00"), ende=welt.am(tag, "17:00"), ort=haus.konferenz.ort,
        person=haus.amira,
    )  # fmt: skip
    haus.bereitstellung.konferenz.refresh_from_db()


def faelle() -> list[tuple[str, date | None, date | None, str]]:
    reihe = Vorgang.objects.order_by("nummer")
    return list(reihe.values_list("zweck", "leistung_von", "leistung_bis", "leistungsjahr_vermerk"))


def test_im_selben_jahr_zieht_nur_mit_was_offen_und_fuer_diesen_tag_ist(haus: Kasse) -> None:
    verschiebe(haus, "2024-11-23")
    neu = date(2024, 11, 23)
    assert faelle() == [
        ("Raum", neu, None, "von 2024"),
        ("Musik", TAG, None, "von 2024"),
        ("Workshop", date(2024, 3, 1), None, "von 2024"),
        ("Druck", neu, neu, ""),
    ]
    assert not [
        eine for eine in fristen(haus.bereitstellung, haus.lage) if eine.art == Fristart.LEISTUNGSJAHR
    ]


@pytest.mark.parametrize(
    ("von", "bis", "neu", "erwartet", "vermerk"),
    [
        ("2024-11-15", "2024-11-17", "2024-11-23", ("2024-11-22", "2024-11-24"), "von 2024"),
        ("2024-11-15", "2024-11-17", "2025-02-14", ("2025-02-13", "2025-02-15"), ""),
        ("2024-01-02", "2024-12-31", "2024-11-23", ("2024-01-02", "2024-12-31"), "von 2024"),
        ("2024-01-02", "2024-12-31", "2025-02-14", ("2024-01-02", "2025-02-14"), ""),
        ("2024-03-01", "2024-03-03", "2025-02-14", ("2024-03-01", "2024-03-03"), "von 2024"),
    ],
)
def test_tage_um_die_konferenz_ziehen_mit_und_langes_dauert_bis_dahin(
    haus: Kasse, von: str, bis: str, neu: str, erwartet: tuple[str, str], vermerk: str
) -> None:
    """F15: also what is rendered over several days; in another year its cover is to be decided anew."""
    zeit = {"leistung_von": date.fromisoformat(von), "leistung_bis": date.fromisoformat(bis)}
    with welt.zeit("2023-12-14"):
        fall = haus.vorgang("Technik", leistungsjahr_vermerk="von 2024", **zeit)
        festlegen(vorgang=fall, betrag=eur("50,00"), person=haus.bernd)
    verschiebe(haus, neu)
    fall = Vorgang.objects.get(zweck="Technik")
    assert (str(fall.leistung_von), str(fall.leistung_bis), fall.leistungsjahr_vermerk) == (
        *erwartet,
        vermerk,
    )
    offene = [f.titel for f in fristen(haus.bereitstellung, haus.lage) if f.art == Fristart.LEISTUNGSJAHR]
    assert ("Deckung klären: Technik" in offene) is (vermerk == "")


def test_ins_naechste_jahr_gerutscht_ist_die_deckung_sofort_zu_klaeren(haus: Kasse) -> None:
    """F15: flagged at once, with the way out; petitum 3 is "abweichend, berichtspflichtig"; nothing moves by itself."""
    vorher = haus.buchungen()
    verschiebe(haus, "2025-02-14")
    (frist,) = (f for f in fristen(haus.bereitstellung, haus.lage) if f.art == Fristart.LEISTUNGSJAHR)
    assert (frist.titel, frist.bis, frist.ist_nah) == ("Deckung klären: Raum", date(2024, 12, 31), True)
    assert frist.satz == (
        "Die Leistung am 14.02.2025 liegt nach dem Jahr des Geldes (2024), offen 1.000,00\xa0€. "
        "Beantragen Sie einen Übertrag; ohne ihn braucht es einen neuen Beschluss."
    )
    assert frist.titel in [schritt.titel for schritt in schritte(haus.bernd, haus.konferenz)]
    assert haus.punkt.drucksache.punkte.get(nummer=3).stand == "abweichend"
    assert haus.buchungen() == vorher
    verschiebe(haus, "2024-11-16")
    assert not [
        eine for eine in fristen(haus.bereitstellung, haus.lage) if eine.art == Fristart.LEISTUNGSJAHR
    ]
