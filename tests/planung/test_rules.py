"""Rights of bodies follow from the memberships of today."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from beirat.models import Mitgliedschaft, Sitz
from konferenz.models import Benutzer
from planung.queries import sicht
from planung.rules import RECHTE
from tests import welt
from tests.personen import person
from tests.planung.welt import Funktion, gruppe, mensch, setze

pytestmark = pytest.mark.django_db

SEHEN = {"planung.sitzung_sehen", "planung.antworten"}
MITGLIED = SEHEN | {
    "planung.nichtoeffentlich_sehen", "planung.protokoll_einwenden", "planung.umlauf_stimmen",
    "planung.thema_einbringen", "planung.punkte_vergeben",
}  # fmt: skip
SCHREIBT = MITGLIED | {
    "planung.sitzung_bearbeiten", "planung.einladen", "planung.umfrage_bearbeiten", "planung.sitzung_leiten",
    "planung.protokoll_schreiben", "planung.umlauf_bearbeiten", "planung.aufgabe_bearbeiten",
    "planung.aufgabe_erledigen", "planung.thema_moderieren", "planung.meilenstein_bearbeiten",
}  # fmt: skip
NUR_STIMMEN = {
    "planung.antworten", "planung.protokoll_abstimmen", "planung.protokoll_einwenden", "planung.umlauf_stimmen",
    "planung.punkte_vergeben", "planung.wiedervorlage_erledigen",
}  # fmt: skip


def rechte(benutzer: Benutzer | None, objekt: object = None) -> set[str]:
    frisch = Benutzer.objects.get(pk=benutzer.pk)  # type: ignore[union-attr]
    return {name for name in RECHTE if frisch.has_perm(name, objekt)}


def test_jede_funktion_hat_ihre_rechte_im_eigenen_gremium_und_keine_in_einem_fremden() -> None:
    haus = gruppe()
    gast = mensch("Greta Gast")
    setze(haus.gremium, gast, funktion=Funktion.GAST)
    sitzung = haus.sitzung()
    assert rechte(haus.deniz.benutzer, sitzung) == SCHREIBT | {"planung.protokoll_abstimmen"}
    assert rechte(haus.jana.benutzer, sitzung) == SCHREIBT
    assert rechte(haus.elif_.benutzer, sitzung) == MITGLIED
    assert rechte(gast.benutzer, sitzung) == SEHEN
    assert rechte(haus.amira, sitzung) == set(RECHTE) - NUR_STIMMEN
    assert rechte(haus.deniz.benutzer, haus.beirat) == set()
    assert rechte(person("haushalt", "anordnung", "pruefung", password=None), sitzung) == set()


def test_rechte_enden_mit_der_mitgliedschaft() -> None:
    haus = gruppe()
    assert rechte(haus.elif_.benutzer, haus.gremium) == MITGLIED
    haus.elif_.mitgliedschaften.update(bis=date(2024, 9, 1))
    assert rechte(haus.elif_.benutzer, haus.gremium) == set()
    with welt.zeit("2024-09-01"):
        assert rechte(haus.elif_.benutzer, haus.gremium) == MITGLIED


def test_gaeste_und_fremde_lesen_keinen_nichtoeffentlichen_punkt() -> None:
    """S42: rows that may not be read are not even found."""
    haus = gruppe()
    gast = mensch("Greta Gast")
    setze(haus.gremium, gast, funktion=Funktion.GAST)
    sitzung = haus.sitzung()
    geheim = haus.punkt(sitzung, "Sachstand Budget", ist_oeffentlich=False)

    def sieht(benutzer: Benutzer | None) -> tuple[int, bool]:
        frisch = Benutzer.objects.get(pk=benutzer.pk)  # type: ignore[union-attr]
        return sicht.sitzungen(frisch).count(), geheim in sicht.punkte(frisch)

    assert sieht(haus.elif_.benutzer) == (1, True)
    assert sieht(haus.amira) == (1, True)
    assert sieht(gast.benutzer) == (1, False)
    assert sieht(person("haushalt", password=None)) == (0, False)


def test_ein_sitz_ist_zu_einer_zeit_nur_einmal_besetzt_eine_vertretung_darf_daneben_stehen() -> None:
    haus = gruppe()
    elifs = haus.elif_.mitgliedschaften.get()
    andere = mensch("Nina Neu", mit_konto=False)
    with pytest.raises(IntegrityError, match="mitgliedschaft_sitz_nur_einmal_besetzt"), transaction.atomic():
        Mitgliedschaft.objects.create(sitz=elifs.sitz, person=andere, von=date(2024, 6, 1))
    Mitgliedschaft.objects.create(sitz=elifs.sitz, person=andere, von=date(2024, 6, 1), vertritt=elifs)
    elifs.bis = date(2024, 5, 31)
    elifs.save()
    nachfolge = Mitgliedschaft.objects.create(sitz=elifs.sitz, person=andere, von=date(2024, 6, 1))
    assert nachfolge.sitz == Sitz.objects.get(bereich="Wohnen")
