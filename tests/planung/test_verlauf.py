"""The meeting while it runs: opening, items in any order, attendance, who takes no part, votes, closing."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from beirat.models import Gremium, Person
from konferenz import uhr
from planung.actions.abstimmung import abstimmen, abstimmung_zuruecknehmen
from planung.actions.einladen import einladen
from planung.actions.tagesordnung import punkt_entfernen
from planung.actions.verlauf import (
    anwesenheit_eintragen,
    befangen_melden,
    befangenheit_streichen,
    punkt_abschliessen,
    punkt_aufrufen,
    punkt_vertagen,
    sitzung_eroeffnen,
    sitzung_schliessen,
)
from planung.models import Abstimmung, Anwesenheit, Sitzung, Tagesordnungspunkt
from tests import welt
from tests.planung.welt import Gruppe, gruppe, zeitpunkt

pytestmark = pytest.mark.django_db
Stand = Tagesordnungspunkt.Stand
ALLE = ("Deniz Aydın", "Elif Kaya", "Mariam Ahmadi", "Frank Petersen", "Silke Hansen")


@pytest.fixture
def haus() -> Gruppe:
    return gruppe()


@pytest.fixture
def sitzung(haus: Gruppe) -> Sitzung:
    """A meeting of 12.09.2024 that people were invited to, with three items."""
    sitzung = haus.sitzung()
    haus.punkt(sitzung, "Verschiedenes")
    einladen(sitzung=sitzung, person=haus.amira)
    return Sitzung.objects.get(pk=sitzung.pk)


def am_abend(zeit: str = "17:05") -> object:
    return uhr.gestellt(zeitpunkt(f"2024-09-12 {zeit}"))


def eroeffnet(haus: Gruppe, sitzung: Sitzung, *namen: str) -> list[Tagesordnungspunkt]:
    """Open the meeting with these people; returns its items."""
    with am_abend():  # type: ignore[attr-defined]
        sitzung_eroeffnen(sitzung=sitzung, person=haus.jana.benutzer)
        anwesenheit_eintragen(
            sitzung=sitzung, anwesenheiten=[da(name) for name in namen or ALLE], person=None
        )
    sitzung.refresh_from_db()
    return list(sitzung.punkte.in_ordnung())


def da(name: str, **angaben: object) -> Anwesenheit:
    return Anwesenheit(**{"person": Person.objects.get(anzeigename=name), "status": "anwesend", **angaben})


def stimmen(
    punkt: Tagesordnungspunkt,
    ja: int,
    nein: int,
    enthaltung: int = 0,
    zeit: str = "17:30",
    bild: bool = False,
) -> Abstimmung:
    abstimmung = Abstimmung(
        punkt=punkt, gegenstand="Vier Arbeitsgruppen", ja=ja, nein=nein, enthaltung=enthaltung
    )
    with am_abend(zeit):  # type: ignore[attr-defined]
        return abstimmen(abstimmung=abstimmung, ist_stimmungsbild=bild, person=None)


def rufe_auf(punkt: Tagesordnungspunkt, zeit: str = "17:10") -> None:
    with am_abend(zeit):  # type: ignore[attr-defined]
        punkt_aufrufen(punkt=punkt, person=None)
    punkt.refresh_from_db()


class TestEroeffnen:
    def test_fruehestens_am_tag_und_nur_wozu_eingeladen_ist(self, haus: Gruppe, sitzung: Sitzung) -> None:
        with pytest.raises(ValidationError, match="frühestens an ihrem Tag"):
            sitzung_eroeffnen(sitzung=sitzung, person=None)
        geplant = haus.sitzung("2024-09-12 10:00")
        with am_abend(), pytest.raises(ValidationError, match="Die Sitzung ist geplant"):  # type: ignore[attr-defined]
            sitzung_eroeffnen(sitzung=geplant, person=None)

    def test_mit_der_eroeffnung_beginnt_die_niederschrift(self, haus: Gruppe, sitzung: Sitzung) -> None:
        punkte = eroeffnet(haus, sitzung)
        assert (sitzung.stand, sitzung.eroeffnet_am) == ("laeuft", zeitpunkt("2024-09-12 17:05"))
        assert sitzung.protokoll.geschrieben_von == haus.jana
        assert {eins.punkt for eins in sitzung.protokoll.abschnitte.all()} == set(punkte)


class TestReihenfolge:
    def test_ein_vorgezogener_punkt_behaelt_nummer_und_platz(self, haus: Gruppe, sitzung: Sitzung) -> None:
        eins, zwei, drei = eroeffnet(haus, sitzung)
        for punkt in (eins, drei, zwei):
            rufe_auf(punkt)
        rufe_auf(drei, "17:50")
        assert [
            (punkt.nummer, punkt.behandelt_als, punkt.stand) for punkt in sitzung.punkte.in_ordnung()
        ] == [("1", 1, Stand.BEHANDELT), ("2", 3, Stand.BEHANDELT), ("3", 2, Stand.AUFGERUFEN)]
        assert drei.aufgerufen_am == zeitpunkt("2024-09-12 17:10")

    def test_was_von_der_tagesordnung_genommen_ist_wird_nicht_aufgerufen(
        self, haus: Gruppe, sitzung: Sitzung
    ) -> None:
        _eins, zwei, _drei = eroeffnet(haus, sitzung)
        punkt_entfernen(punkt=zwei, person=None)
        with pytest.raises(ValidationError, match="von der Tagesordnung genommen"):
            rufe_auf(zwei)

    def test_vor_der_eroeffnung_wird_nichts_aufgerufen(self, haus: Gruppe, sitzung: Sitzung) -> None:
        punkt = sitzung.punkte.first()
        assert punkt is not None
        with pytest.raises(ValidationError, match="in der laufenden Sitzung"):
            rufe_auf(punkt)

    def test_abschliessen_und_vertagen(self, haus: Gruppe, sitzung: Sitzung) -> None:
        eins, zwei, _drei = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        stimmen(eins, 3, 0)
        punkt_abschliessen(punkt=eins, person=None)
        with pytest.raises(ValidationError, match="gerade nicht behandelt"):
            punkt_abschliessen(punkt=eins, person=None)
        with pytest.raises(ValidationError, match="schon abgestimmt"):
            punkt_vertagen(punkt=eins, person=None)
        punkt_vertagen(punkt=zwei, person=None)
        zwei.refresh_from_db()
        assert zwei.stand == Stand.VERTAGT

    def test_schliessen_vertagt_was_niemand_aufgerufen_hat(self, haus: Gruppe, sitzung: Sitzung) -> None:
        eins, _zwei, _drei = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        with pytest.raises(ValidationError, match="vor dem Beginn"):
            sitzung_schliessen(sitzung=sitzung, um=zeitpunkt("2024-09-12 17:00"), person=None)
        with am_abend("18:50"):  # type: ignore[attr-defined]
            sitzung_schliessen(sitzung=sitzung, person=None)
        assert [punkt.stand for punkt in sitzung.punkte.in_ordnung()] == ["behandelt", "vertagt", "vertagt"]
        sitzung.refresh_from_db()
        assert (sitzung.stand, sitzung.geschlossen_am) == ("beendet", zeitpunkt("2024-09-12 18:50"))


class TestAnwesenheit:
    @pytest.mark.parametrize(
        ("angaben", "satz"),
        [
            (
                {"person": "Frank Petersen", "vertritt": "Elif Kaya"},
                "Frank Petersen kann Elif Kaya nicht vertreten",
            ),
            (
                {"person": "Fremd"},
                "Fremd gehört dem Gremium an diesem Tag nicht an. Bitte als Gast eintragen.",
            ),
            ({"person": "Fremd", "status": "gast", "vertritt": "Elif Kaya"}, "Ein Gast vertritt niemanden"),
            ({"person": None, "gastname": "Amira Haddad"}, "gehört dem Gremium an diesem Tag nicht an"),
            ({"person": None, "status": "gast"}, "wird als Gast mit Namen eingetragen"),
            (
                {
                    "person": "Elif Kaya",
                    "von": zeitpunkt("2024-09-12 18:00"),
                    "bis": zeitpunkt("2024-09-12 17:00"),
                },
                "Wer geht, ist vorher gekommen",
            ),
            ({"person": "Elif Kaya", "neu": True}, "existiert bereits"),
        ],
    )
    def test_was_nicht_stimmen_kann_wird_mit_einem_satz_abgelehnt(
        self, haus: Gruppe, sitzung: Sitzung, angaben: dict[str, object], satz: str
    ) -> None:
        Person.objects.create(anzeigename="Fremd")
        eroeffnet(haus, sitzung)
        vorher = sitzung.anwesenheiten.count()
        neu = angaben.pop("neu", False)
        for feld in ("person", "vertritt"):
            if angaben.get(feld):
                angaben[feld] = Person.objects.get(anzeigename=angaben[feld])
        vorhanden = (
            None
            if neu
            else sitzung.anwesenheiten.filter(person=angaben["person"], person__isnull=False).first()
        )
        eine = Anwesenheit(**{"status": "anwesend", **angaben, "pk": vorhanden.pk if vorhanden else None})
        with pytest.raises(ValidationError) as fehler:
            anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=[eine], person=None)
        assert satz in " ".join(fehler.value.messages)
        assert sitzung.anwesenheiten.count() == vorher

    def test_gaeste_mit_und_ohne_eintrag_im_verzeichnis(self, haus: Gruppe, sitzung: Sitzung) -> None:
        eroeffnet(haus, sitzung)
        gaeste = [
            Anwesenheit(gastname="Amira Haddad", status="gast"),
            Anwesenheit(gastname="B", status="gast"),
        ]
        anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=gaeste, person=None)
        assert sitzung.anwesenheiten.filter(status="gast").count() == 2
        gaeste[1].status = ""
        anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=gaeste[1:], person=None)
        assert [eine.gastname for eine in sitzung.anwesenheiten.filter(status="gast")] == ["Amira Haddad"]

    def test_eine_berichtigung_die_einen_beschluss_umwirft_wird_nicht_gespeichert(
        self, haus: Gruppe, sitzung: Sitzung
    ) -> None:
        eins, *_ = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        stimmen(eins, 4, 1)
        elif_ = sitzung.anwesenheiten.get(person=haus.elif_)
        elif_.bis = zeitpunkt("2024-09-12 17:20")
        with pytest.raises(ValidationError, match="TOP 1: Die Abstimmung passt nicht mehr zur Anwesenheit"):
            anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=[elif_], person=None)
        elif_.bis = zeitpunkt("2024-09-12 17:40")
        anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=[elif_], person=None)
        assert Abstimmung.objects.get().stimmberechtigte == 5


class TestAbstimmung:
    @pytest.mark.parametrize(
        ("ja", "nein", "enthaltung", "ergebnis"),
        [
            (3, 2, 0, "angenommen"),
            (1, 0, 4, "angenommen"),
            (2, 2, 1, "abgelehnt"),  # a tie
            (0, 0, 5, "abgelehnt"),
            (1, 3, 0, "abgelehnt"),
            (2, 1, 0, "angenommen"),  # two people gave no vote at all
        ],
    )
    def test_mehr_ja_als_nein_nimmt_an_gleichstand_lehnt_ab(
        self, haus: Gruppe, sitzung: Sitzung, ja: int, nein: int, enthaltung: int, ergebnis: str
    ) -> None:
        eins, *_ = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        abstimmung = stimmen(eins, ja, nein, enthaltung)
        assert (abstimmung.ergebnis, abstimmung.stimmberechtigte) == (ergebnis, 5)
        assert abstimmung.quorum["satz"].startswith("ja, alle entsendenden Stellen sind vertreten")

    @pytest.mark.parametrize(
        ("stimmzahl", "satz"),
        [
            ((5, 1, 0), "mehr Stimmen als anwesende Stimmberechtigte (5)"),
            ((0, 0, 0), "tragen Sie die Stimmen ein"),
        ],
    )
    def test_mehr_stimmen_als_menschen_und_gar_keine_werden_abgelehnt(
        self, haus: Gruppe, sitzung: Sitzung, stimmzahl: tuple[int, int, int], satz: str
    ) -> None:
        eins, *_ = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        with pytest.raises(ValidationError) as fehler:
            stimmen(eins, *stimmzahl)
        assert satz in " ".join(fehler.value.messages)
        assert Abstimmung.objects.count() == 0

    def test_ohne_beschlussfaehigkeit_nur_ein_stimmungsbild(self, haus: Gruppe, sitzung: Sitzung) -> None:
        """S39: six of nine are not enough while no member of the assembly is there."""
        eins, *_ = eroeffnet(haus, sitzung, *ALLE[:3])
        rufe_auf(eins)
        with pytest.raises(ValidationError, match="Nicht beschlussfähig: nein, es fehlt: Bezirksversammlung"):
            stimmen(eins, 3, 0)
        bild = stimmen(eins, 3, 0, bild=True)
        assert (bild.ergebnis, bild.quorum["ist_gegeben"]) == ("stimmungsbild", False)

    def test_befangene_sind_heraus_und_bleiben_es_nach_der_abstimmung(
        self, haus: Gruppe, sitzung: Sitzung
    ) -> None:
        eins, zwei, _drei = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        falsch = befangen_melden(punkt=eins, mensch=haus.deniz, grund="erklaert", person=None)
        befangenheit_streichen(befangenheit=falsch, person=None)
        eine = befangen_melden(punkt=eins, mensch=haus.elif_, grund="traeger", person=None)
        with pytest.raises(ValidationError, match="mehr Stimmen"):
            stimmen(eins, 5, 0)
        assert stimmen(eins, 4, 0).stimmberechtigte == 4
        for versuch in (
            lambda: befangenheit_streichen(befangenheit=eine, person=None),
            lambda: befangen_melden(punkt=eins, mensch=haus.frank, grund="erklaert", person=None),
        ):
            with pytest.raises(ValidationError, match="schon abgestimmt"):
                versuch()
        rufe_auf(zwei)
        assert stimmen(zwei, 5, 0).stimmberechtigte == 5

    def test_nur_ueber_aufgerufene_punkte_und_zuruecknehmen_gibt_sie_frei(
        self, haus: Gruppe, sitzung: Sitzung
    ) -> None:
        eins, *_ = eroeffnet(haus, sitzung)
        with pytest.raises(ValidationError, match="der aufgerufen ist"):
            stimmen(eins, 5, 0)
        rufe_auf(eins)
        abstimmung_zuruecknehmen(abstimmung=stimmen(eins, 5, 0), person=None)
        assert Abstimmung.objects.count() == 0

    def test_am_naechsten_tag_nachgetragen_gilt_die_anwesenheit_des_abends(
        self, haus: Gruppe, sitzung: Sitzung
    ) -> None:
        with welt.zeit("2024-09-13"):
            sitzung_eroeffnen(sitzung=sitzung, um=zeitpunkt("2024-09-12 17:02"), person=None)
            gehen = {"bis": zeitpunkt("2024-09-12 18:50")}
            leute = [da(name, **gehen) for name in ALLE]
            anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=leute, person=None)
            punkt = sitzung.punkte.in_ordnung()[0]
            punkt_aufrufen(punkt=punkt, person=None)
            punkt.refresh_from_db()
            abstimmung = Abstimmung(punkt=punkt, gegenstand="Programm", ja=5, nein=0, enthaltung=0)
            abstimmen(abstimmung=abstimmung, person=None)
        assert (abstimmung.am, abstimmung.ergebnis) == (_eroeffnung(), "angenommen")

    def test_die_datenbank_kennt_die_mehrheit_auch(self, haus: Gruppe, sitzung: Sitzung) -> None:
        eins, *_ = eroeffnet(haus, sitzung)
        rufe_auf(eins)
        abstimmung = stimmen(eins, 2, 2)
        with pytest.raises(IntegrityError, match="abstimmung_mehrheit"):
            Abstimmung.objects.filter(pk=abstimmung.pk).update(ergebnis="angenommen")


def _eroeffnung() -> datetime:
    return zeitpunkt("2024-09-12 17:02")


def test_die_regel_des_gremiums_gilt_am_punkt(haus: Gruppe, sitzung: Sitzung) -> None:
    """A minimum number of the body is asked at the moment of the vote: somebody left before."""
    Gremium.objects.filter(pk=haus.gremium.pk).update(quorum="mindestzahl", quorum_zahl=5)
    eins, zwei, _drei = eroeffnet(haus, sitzung)
    rufe_auf(eins)
    assert stimmen(eins, 5, 0).ergebnis == "angenommen"
    elif_ = sitzung.anwesenheiten.get(person=haus.elif_)
    elif_.bis = zeitpunkt("2024-09-12 17:45")
    anwesenheit_eintragen(sitzung=sitzung, anwesenheiten=[elif_], person=None)
    rufe_auf(zwei, "17:46")
    with pytest.raises(ValidationError, match="4 Stimmberechtigte sind da, nötig sind 5"):
        stimmen(zwei, 4, 0, zeit="17:46")
