"""The control of a resolution: evidence, judging, reports, reminders, pages."""

import io
from datetime import date
from typing import Any

import openpyxl
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from beirat.models import Mitgliedschaft
from konferenz import beschlusskontrolle
from konferenz.actions import beschluss as aktionen
from konferenz.actions.drucksache import entscheidung_erfassen
from konferenz.actions.konferenz import termin_setzen
from konferenz.actions.nachricht import zustellen
from konferenz.beitraege import Nachweis
from konferenz.models import (
    Benutzer,
    Drucksache,
    Konferenz,
    Nachricht,
    Petitumspunkt,
    Sachstand,
    Sachstandsbericht,
)
from konferenz.models.drucksache import Punktstand
from konferenz.tasks import an_berichte_erinnern
from tests import welt
from tests.budget.welt import drucksache, kasse
from tests.personen import person
from tests.planung.welt import gruppe

pytestmark = pytest.mark.django_db
KONTROLLE = "/arbeit/2024/beschluss/"


def beschluss(stand: str = "beschlossen") -> Drucksache:
    """Drs. 22-4292 with its three points."""
    papier = drucksache(stand)
    papier.punkte.create(nummer=2, text="Eine Vorbereitungsgruppe wird eingesetzt.", art="gruppe")
    papier.punkte.create(nummer=3, text="Die Konferenz findet im 2. Halbjahr 2024 statt.", art="termin")
    return papier


@pytest.fixture
def konferenz() -> Konferenz:
    welt.bezirk()
    return welt.konferenz(drucksache=beschluss())


@pytest.fixture
def amira() -> Benutzer:
    return person("sachbearbeitung", name="Amira Haddad", email="amira@bezirk.example")


@pytest.fixture
def kundin(client: Client, amira: Benutzer) -> Client:
    client.force_login(amira)
    return client


def lage(konferenz: Konferenz, nummer: int) -> beschlusskontrolle.Punktlage:
    papier = konferenz.drucksache
    assert papier is not None
    punkt = papier.punkte.get(nummer=nummer)
    return beschlusskontrolle.punktlage(punkt, konferenz)


def saetze(konferenz: Konferenz, nummer: int) -> list[tuple[str, str]]:
    return [(beleg.wertung, beleg.satz) for _zeichen, beleg in lage(konferenz, nummer).nachweise]


def entworfen(konferenz: Konferenz, amira: Benutzer) -> Sachstandsbericht:
    return aktionen.bericht_entwerfen(konferenz=konferenz, an="Bezirksversammlung", person=amira)


def berichtet(konferenz: Konferenz, amira: Benutzer, am: str) -> Sachstandsbericht:
    with welt.zeit(am):
        bericht = entworfen(konferenz, amira)
        return aktionen.als_berichtet_eintragen(
            bericht=bericht, am=date.fromisoformat(am), fundstelle="TOP 7"
        )


class TestVorschlag:
    @pytest.mark.parametrize(
        ("wertungen", "stand"),
        [
            ([], None),
            (["hinweis"], None),
            (["offen"], Punktstand.OFFEN),
            (["offen", "erfuellt", "hinweis"], Punktstand.IN_ARBEIT),
            (["erfuellt", "hinweis"], Punktstand.ERLEDIGT),
            (["erfuellt", "abweichend", "offen"], Punktstand.ABWEICHEND),
        ],
    )
    def test_folgt_aus_den_nachweisen(self, wertungen: list[str], stand: str | None) -> None:
        assert beschlusskontrolle.vorschlag([Nachweis(wertung, "x") for wertung in wertungen]) == stand


class TestNachweise:
    """What the apps say about the points of the motion, at moments of its story."""

    def test_vor_dem_beschluss_sagt_niemand_etwas(self) -> None:
        konferenz = welt.konferenz(drucksache=beschluss("eingebracht"))
        assert [saetze(konferenz, nummer) for nummer in (1, 2, 3)] == [[], [], []]

    def test_der_termin_liegt_im_zeitraum_und_die_konferenz_steht_aus(self, konferenz: Konferenz) -> None:
        assert saetze(konferenz, 3) == [
            (
                "erfuellt",
                "Der Termin am Samstag, 16. November 2024 liegt zwischen dem 01.07.2024 und dem 31.12.2024.",
            ),
            ("erfuellt", "Der Ort steht fest: Bürgerhaus."),
            ("offen", "Die Konferenz ist in 75 Tagen."),
        ]
        assert lage(konferenz, 3).vorschlag == Punktstand.IN_ARBEIT
        with welt.zeit("2024-11-15"):
            assert ("offen", "Die Konferenz ist morgen.") in saetze(konferenz, 3)
        with welt.zeit("2024-11-16"):
            assert ("offen", "Die Konferenz ist heute.") in saetze(konferenz, 3)
        with welt.zeit("2024-11-18"):
            assert lage(konferenz, 3).vorschlag == Punktstand.ERLEDIGT

    def test_angemeldete_sind_ein_hinweis(self, konferenz: Konferenz) -> None:
        welt.bestaetigt(konferenz)
        assert saetze(konferenz, 3)[-1] == ("hinweis", "Eine bestätigte Anmeldung.")

    def test_ausserhalb_weicht_ab(self, konferenz: Konferenz, amira: Benutzer) -> None:
        """S5: the state follows by itself; the draft that it wrote goes into the next report."""
        beginn, ende = welt.am("2025-02-14", "10:00"), welt.am("2025-02-14", "17:00")
        termin_setzen(konferenz=konferenz, beginn=beginn, ende=ende, ort=konferenz.ort, person=amira)
        konferenz.refresh_from_db()
        assert saetze(konferenz, 3)[0][0] == "abweichend"
        assert lage(konferenz, 3).vorschlag == lage(konferenz, 3).punkt.stand == Punktstand.ABWEICHEND
        bericht = entworfen(konferenz, amira)
        sachstand = bericht.sachstaende.get(petitumspunkt__nummer=3)
        assert (sachstand.stand, "außerhalb des Beschlusses" in sachstand.text) == ("abweichend", True)
        assert bericht.sachstaende.count() == 3

    def test_geld_erst_ohne_dann_mit_bestaetigung_beider_jahre(self, konferenz: Konferenz) -> None:
        assert saetze(konferenz, 1) == [("offen", "Im Budget sind noch keine Mittel bereitgestellt.")]
        haus = kasse(konferenz=konferenz)
        assert saetze(konferenz, 1) == [("offen", "Von 20.000,00\xa0€ ist noch nichts bestätigt.")]
        with welt.zeit("2023-12-11"):
            haus.bestaetige(haus.q2024, "20.000,00")
        wertungen = [wertung for wertung, _satz in saetze(konferenz, 1)]
        assert wertungen == ["erfuellt", "offen"]  # 2024 is there, but nothing says that 2023 is used up
        with welt.zeit("2023-12-11"):
            haus.bestaetige(haus.q2023, "12.500,00")
        assert [wertung for wertung, _satz in saetze(konferenz, 1)] == ["erfuellt", "erfuellt"]
        assert "reicht nachweislich nicht: Bestätigung vom 11.12.2023" in saetze(konferenz, 1)[1][1]
        assert lage(konferenz, 1).vorschlag == Punktstand.ERLEDIGT

    def test_reicht_das_erste_jahr_braucht_es_keinen_zweiten_nachweis(self, konferenz: Konferenz) -> None:
        haus = kasse(konferenz=konferenz)
        with welt.zeit("2023-12-11"):
            haus.bestaetige(haus.q2023, "20.000,00")
        assert [wertung for wertung, _satz in saetze(konferenz, 1)] == ["erfuellt"]

    def test_zu_wenig_bestaetigt(self, konferenz: Konferenz) -> None:
        haus = kasse(konferenz=konferenz)
        with welt.zeit("2023-12-11"):
            haus.bestaetige(haus.q2023, "12.500,00")
        assert saetze(konferenz, 1)[0] == (
            "offen",
            f"Bestätigt sind bisher 12.500,00\xa0€ von 20.000,00\xa0€: 12.500,00\xa0€ aus {haus.q2023}.",
        )

    def test_die_gruppe_braucht_beide_seiten_und_eine_sitzung(self, konferenz: Konferenz) -> None:
        """S31: the side that is missing is named."""
        assert saetze(konferenz, 2) == [
            ("offen", "Eine Vorbereitungsgruppe ist noch nicht eingerichtet."),
            ("offen", "Die Gruppe hat noch nicht getagt."),
        ]
        haus = gruppe(konferenz)
        assert saetze(konferenz, 2)[0][0] == "erfuellt"
        haus.sitzung("2024-02-22 17:00", stand="beendet")
        assert ("erfuellt", "Die erste Sitzung war am 22.02.2024, 77 Tage nach dem Beschluss.") in saetze(
            konferenz, 2
        )
        assert lage(konferenz, 2).vorschlag == Punktstand.ERLEDIGT
        Mitgliedschaft.objects.filter(entsendet_durch=haus.versammlung).update(bis=date(2024, 8, 31))
        assert saetze(konferenz, 2)[0] == (
            "offen",
            f"In der Gruppe fehlen Mitglieder von: {haus.versammlung}.",
        )


class TestBewerten:
    def test_aus_den_daten_bestaetigt(self, konferenz: Konferenz, amira: Benutzer) -> None:
        punkt = lage(konferenz, 3).punkt
        assert lage(konferenz, 3).ist_zu_bestaetigen
        aktionen.punkt_bewerten(punkt=punkt, konferenz=konferenz, stand="in_arbeit", person=amira)
        danach = lage(konferenz, 3)
        assert not danach.ist_zu_bestaetigen
        assert danach.bewertung == "aus den Daten, bestätigt von Amira Haddad am 2. September 2024"
        with welt.zeit("2024-11-18"):
            assert lage(konferenz, 3).ist_zu_bestaetigen  # the data say "erledigt" now

    @pytest.mark.parametrize("stand", ["erledigt", "abweichend", "nicht_umsetzbar"])
    def test_anders_als_die_daten_nur_mit_grund(
        self, konferenz: Konferenz, amira: Benutzer, stand: str
    ) -> None:
        punkt = lage(konferenz, 3).punkt
        with pytest.raises(ValidationError, match="begründen"):
            aktionen.punkt_bewerten(punkt=punkt, konferenz=konferenz, stand=stand, grund="  ", person=amira)
        punkt.refresh_from_db()
        assert (punkt.stand, punkt.bewertet_am) == ("offen", None)
        aktionen.punkt_bewerten(punkt=punkt, konferenz=konferenz, stand=stand, grund="Weil.", person=amira)
        assert lage(konferenz, 3).bewertung == "von Amira Haddad am 2. September 2024 festgelegt"
        assert not lage(konferenz, 3).ist_zu_bestaetigen

    def test_ohne_beschluss_wird_nichts_bewertet(self, amira: Benutzer) -> None:
        konferenz = welt.konferenz(drucksache=beschluss("eingebracht"))
        punkt = Petitumspunkt.objects.get(nummer=3)
        with pytest.raises(ValidationError, match="nicht beschlossen"):
            aktionen.punkt_bewerten(punkt=punkt, konferenz=konferenz, stand="offen", person=amira)

    def test_ein_neuer_termin_hebt_die_bewertung_auf(self, konferenz: Konferenz, amira: Benutzer) -> None:
        aktionen.punkt_bewerten(
            punkt=lage(konferenz, 3).punkt, konferenz=konferenz, stand="in_arbeit", person=amira
        )
        beginn, ende = welt.am("2025-02-14", "10:00"), welt.am("2025-02-14", "17:00")
        termin_setzen(konferenz=konferenz, beginn=beginn, ende=ende, ort=konferenz.ort, person=amira)
        assert (lage(konferenz, 3).punkt.stand, lage(konferenz, 3).punkt.bewertet_am) == ("abweichend", None)


class TestBericht:
    def test_entsteht_aus_den_daten_und_nur_einmal(self, konferenz: Konferenz, amira: Benutzer) -> None:
        bericht = entworfen(konferenz, amira)
        assert entworfen(konferenz, amira) == bericht
        staende = bericht.sachstaende.order_by("petitumspunkt__nummer").values_list("stand", flat=True)
        assert list(staende) == [
            "offen",
            "offen",
            "in_arbeit",
        ]  # what the data say, until a person says otherwise
        texte = list(bericht.sachstaende.order_by("petitumspunkt__nummer").values_list("text", flat=True))
        assert texte[0] == "Im Budget sind noch keine Mittel bereitgestellt."
        assert texte[2].endswith("Die Konferenz ist in 75 Tagen.")
        with pytest.raises(IntegrityError), transaction.atomic():
            Sachstandsbericht.objects.create(drucksache=bericht.drucksache, an="Ausschuss")

    def test_berichtetes_aendert_niemand_mehr_auch_nicht_an_der_anwendung_vorbei(
        self, konferenz: Konferenz, amira: Benutzer
    ) -> None:
        bericht = berichtet(konferenz, amira, "2024-06-13")
        for versuch in (
            lambda: aktionen.bericht_schreiben(bericht=bericht, an="x", einleitung="", punkte={}),
            lambda: aktionen.bericht_verwerfen(bericht=bericht),
            lambda: aktionen.bericht_senden(bericht=bericht, an="bv@bezirk.example"),
            lambda: aktionen.als_berichtet_eintragen(bericht=bericht, am=date(2024, 6, 14)),
        ):
            with pytest.raises(ValidationError, match="schon berichtet"):
                versuch()
        for befehl in (
            "UPDATE konferenz_sachstandsbericht SET einleitung = 'anders'",
            "DELETE FROM konferenz_sachstand",
            "UPDATE konferenz_sachstand SET text = 'anders'",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as zeiger:
                zeiger.execute(befehl)

    @pytest.mark.parametrize(
        ("am", "grund"),
        [("2024-09-03", "Zukunft"), ("2023-12-06", "7. Dezember 2023")],
    )
    def test_der_tag_muss_moeglich_sein(
        self, konferenz: Konferenz, amira: Benutzer, am: str, grund: str
    ) -> None:
        bericht = entworfen(konferenz, amira)
        with pytest.raises(ValidationError, match=grund):
            aktionen.als_berichtet_eintragen(bericht=bericht, am=date.fromisoformat(am))
        berichtet(konferenz, amira, "2024-06-13")
        zweiter = entworfen(konferenz, amira)
        with pytest.raises(ValidationError, match=r"13\. Juni 2024"):
            aktionen.als_berichtet_eintragen(bericht=zweiter, am=date(2024, 6, 12))

    def test_ohne_text_geht_nichts_hinaus(self, konferenz: Konferenz, amira: Benutzer) -> None:
        Petitumspunkt.objects.create(drucksache=konferenz.drucksache, nummer=4, text="Frei.", art="frei")
        bericht = entworfen(konferenz, amira)
        with pytest.raises(ValidationError, match="Punkt 4"):
            aktionen.bericht_senden(bericht=bericht, an="bv@bezirk.example")
        with pytest.raises(ValidationError, match="Punkt 4"):
            aktionen.als_berichtet_eintragen(bericht=bericht, am=date(2024, 9, 2))
        assert not Nachricht.objects.exists()

    def test_verwerfen_laesst_nichts_zurueck(self, konferenz: Konferenz, amira: Benutzer) -> None:
        aktionen.bericht_verwerfen(bericht=entworfen(konferenz, amira))
        assert not Sachstand.objects.exists()
        assert not Sachstandsbericht.objects.exists()

    def test_der_brief_traegt_das_pdf(self, konferenz: Konferenz, amira: Benutzer, postfach: Any) -> None:
        bericht = aktionen.bericht_senden(bericht=entworfen(konferenz, amira), an="bv@bezirk.example")
        assert (bericht.stand, bericht.versandt_an) == ("versandt", "bv@bezirk.example")
        zustellen(hoechstens=5)
        (brief,) = postfach.briefe
        (anhang,) = list(brief.nachricht.iter_attachments())
        assert anhang.get_filename() == "sachstand-22-4292.pdf"
        pdf = pypdf.PdfReader(io.BytesIO(anhang.get_content()))
        wurzel = pdf.root_object
        assert (wurzel["/Lang"], wurzel["/MarkInfo"]["/Marked"]) == ("de", True)
        assert "Die Konferenz ist in 75 Tagen." in " ".join(blatt.extract_text() for blatt in pdf.pages)


class TestFaellig:
    def test_drei_monate_nach_beschluss_oder_letztem_bericht(
        self, konferenz: Konferenz, amira: Benutzer
    ) -> None:
        papier = konferenz.drucksache
        assert papier is not None
        assert beschlusskontrolle.faellig_am(papier) == date(2024, 3, 7)
        berichtet(konferenz, amira, "2024-06-13")
        assert beschlusskontrolle.faellig_am(papier) == date(2024, 9, 13)
        welt.bezirk(bericht_nach_monaten=6)
        assert beschlusskontrolle.faellig_am(papier) == date(2024, 12, 13)

    def test_eine_erinnerung_nicht_jede_nacht(self, konferenz: Konferenz, amira: Benutzer) -> None:
        """One letter per person and due report, however often the job runs; the next report arms it anew."""
        person("haushalt")
        assert [an_berichte_erinnern() for _mal in range(3)] == [1, 0, 0]
        brief = Nachricht.objects.get()
        assert (brief.an, "22-4292" in brief.betreff) == (amira.email, True)
        assert beschlusskontrolle.nachricht_gilt(brief)
        berichtet(konferenz, amira, "2024-09-02")
        assert not beschlusskontrolle.nachricht_gilt(brief)
        assert an_berichte_erinnern() == 0
        with welt.zeit("2024-12-02"):
            assert [an_berichte_erinnern() for _mal in range(2)] == [1, 0]

    def test_ist_alles_erledigt_und_berichtet_erinnert_nichts_mehr(
        self, konferenz: Konferenz, amira: Benutzer
    ) -> None:
        berichtet(konferenz, amira, "2024-06-13")
        Petitumspunkt.objects.update(stand="erledigt")
        with welt.zeit("2025-02-03"):
            assert an_berichte_erinnern() == 0

    def test_ein_beanstandeter_beschluss_erinnert_nicht(self, konferenz: Konferenz, amira: Benutzer) -> None:
        papier = konferenz.drucksache
        assert papier is not None
        with welt.zeit("2023-12-20"):
            entscheidung_erfassen(drucksache=papier, stand="beanstandet", am=date(2023, 12, 20))
        assert an_berichte_erinnern() == 0


class TestSeiten:
    def test_ein_ganzer_bericht_ueber_die_seiten(self, konferenz: Konferenz, kundin: Client) -> None:
        seite = kundin.get(KONTROLLE).content.decode()
        assert "Zu diesem Beschluss ist noch nicht berichtet." in seite
        antwort = kundin.post(f"{KONTROLLE}berichten/", {"an": "Bezirksversammlung"})
        adresse = antwort["Location"]
        formular = kundin.get(f"{adresse}schreiben/").context["form"]
        eingabe = {name: formular[name].value() or "" for name in formular.fields}
        zu_lang = kundin.post(
            f"{adresse}schreiben/", {**eingabe, "an": "x" * 201, "text_2": "Bleibt stehen."}
        )
        assert "Bleibt stehen." in zu_lang.content.decode()
        kundin.post(
            f"{adresse}schreiben/", {**eingabe, "text_2": "Die Gruppe tagt.", "einleitung": "Es geht voran."}
        )
        kundin.post(f"{adresse}senden/", {"an": "bv@bezirk.example"})
        assert kundin.post(f"{adresse}berichtet/", {"am": "2024-09-09"}).context["form"].errors
        kundin.post(f"{adresse}berichtet/", {"am": "2024-09-02", "fundstelle": "Ö 7.2"})
        bericht = Sachstandsbericht.objects.get()
        assert (bericht.stand, bericht.fundstelle) == ("berichtet", "Ö 7.2")
        seite = kundin.get(KONTROLLE).content.decode()
        assert "Es geht voran." in seite
        assert "Die Gruppe tagt." in kundin.get(adresse).content.decode()
        assert kundin.get(f"{adresse}bericht.pdf").content.startswith(b"%PDF")
        buch = openpyxl.load_workbook(
            io.BytesIO(b"".join(kundin.get(f"{KONTROLLE}verlauf.xlsx").streaming_content))
        )
        zeilen = list(buch.active.iter_rows(min_row=2, values_only=True))
        assert [(zeile[0], zeile[4]) for zeile in zeilen][1] == (2, "Die Gruppe tagt.")

    def test_bewerten_und_zuweisen(self, konferenz: Konferenz, kundin: Client) -> None:
        adresse = f"{KONTROLLE}punkte/3/"
        assert kundin.get(adresse).context["form"].initial["stand"] == "in_arbeit"
        falsch = kundin.post(adresse, {"stand": "nicht_umsetzbar", "grund": ""})
        assert "Bitte begründen Sie" in falsch.content.decode()
        kundin.post(adresse, {"stand": "in_arbeit"})
        kundin.post(f"{adresse}zustaendig/", {"zustaendig": "Amira Haddad", "frist": "2024-12-31"})
        punkt = Petitumspunkt.objects.get(nummer=3)
        assert (punkt.stand, punkt.zustaendig, punkt.frist) == (
            "in_arbeit",
            "Amira Haddad",
            date(2024, 12, 31),
        )

    def test_nur_wer_das_recht_hat_bekommt_den_weg_zum_beleg(
        self, konferenz: Konferenz, client: Client
    ) -> None:
        """A member of the board reads the sentence about the money, but is not led to the budget."""
        client.force_login(person("uebersetzung"))
        seite = client.get(KONTROLLE).content.decode()
        assert "Im Budget sind noch keine Mittel bereitgestellt." in seite
        kasse(konferenz=konferenz)
        seite = client.get(KONTROLLE).content.decode()
        assert "/mittel/" not in seite
        assert "bewerten" not in seite

    def test_statt_immer_mehr_anweisungen_gleich_viele(
        self, konferenz: Konferenz, kundin: Client, amira: Benutzer
    ) -> None:
        haus = kasse(konferenz=konferenz)
        with welt.zeit("2023-12-11"):
            haus.bestaetige(haus.q2023, "12.500,00")
        zahlen = []
        for am in ("2024-03-05", "2024-04-05", "2024-06-13"):
            berichtet(konferenz, amira, am)
            with CaptureQueriesContext(connection) as anweisungen:
                kundin.get(KONTROLLE)
            zahlen.append(len(anweisungen))
        assert zahlen[0] == zahlen[1] == zahlen[2] <= 30

    def test_vor_dem_beschluss_steht_da_was_fehlt(self, kundin: Client) -> None:
        welt.bezirk()
        welt.konferenz(drucksache=beschluss("eingebracht"))
        seite = kundin.get(KONTROLLE).content.decode()
        assert "Noch gibt es nichts zu kontrollieren" in seite
        assert "Bericht entwerfen" not in seite
