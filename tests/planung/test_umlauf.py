"""Votes by circulation: deadline, table of results, refused when a member objects, letters, pages."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from beirat.models import Gremium, Person
from konferenz.models import Nachricht
from planung.actions.umlauf import umlaeufe_auswerten, umlauf_eroeffnen, umlauf_stimmen
from planung.models import Umlaufbeschluss
from planung.tasks import umlaeufe
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle
from tests.planung.welt import Gruppe, gruppe

pytestmark = pytest.mark.django_db
FRIST = ("2024-09-06", "18:00")
DEUTSCH = "Der Auftrag geht an das günstigste Angebot."


def umlauf(haus: Gruppe, **angaben: object) -> Umlaufbeschluss:
    eroeffnet = Umlaufbeschluss(
        **{
            "gremium": haus.gremium,
            "gegenstand": "Auftrag",
            "text": DEUTSCH,
            "frist": welt.am(*FRIST),
            **angaben,
        }
    )
    return umlauf_eroeffnen(umlauf=eroeffnet, person=None)


def stimme(lauf: Umlaufbeschluss, name: str, wert: str) -> None:
    umlauf_stimmen(umlauf=lauf, mensch=Person.objects.get(anzeigename=name), wert=wert, person=None)


@pytest.mark.parametrize(
    ("quorum", "stimmen", "stand"),
    [
        ("je_stelle", {"Elif Kaya": "ja", "Frank Petersen": "ja"}, "angenommen"),
        ("je_stelle", {"Elif Kaya": "ja", "Frank Petersen": "nein"}, "abgelehnt"),  # a tie
        ("je_stelle", {"Elif Kaya": "ja", "Frank Petersen": "enthaltung"}, "angenommen"),
        ("je_stelle", {"Elif Kaya": "ja", "Deniz Aydın": "ja", "Mariam Ahmadi": "ja"}, "ohne_quorum"),
        ("haelfte", {"Elif Kaya": "ja", "Frank Petersen": "ja"}, "ohne_quorum"),
        ("keine", {"Elif Kaya": "ja"}, "angenommen"),
        ("keine", {}, "ohne_quorum"),
    ],
)
def test_nach_der_frist_entscheidet_die_mehrheit_nach_der_regel_des_gremiums(
    quorum: str, stimmen: dict[str, str], stand: str
) -> None:
    haus = gruppe()
    Gremium.objects.filter(pk=haus.gremium.pk).update(quorum=quorum)
    lauf = umlauf(haus)
    for name, wert in stimmen.items():
        stimme(lauf, name, wert)
    assert umlaeufe_auswerten() == 0
    with welt.zeit(*FRIST):
        umlaeufe()
        assert umlaeufe_auswerten() == 0
    lauf.refresh_from_db()
    assert (lauf.stand, lauf.beendet_am) == (stand, welt.am(*FRIST))


def test_ein_widerspruch_gegen_den_weg_beendet_ihn_sofort() -> None:
    haus = gruppe()
    lauf = umlauf(haus)
    for name in ("Elif Kaya", "Frank Petersen", "Silke Hansen"):
        stimme(lauf, name, "ja")
    stimme(lauf, "Samuel Tekle", "widerspruch")
    lauf.refresh_from_db()
    assert lauf.get_stand_display() == "Umlaufverfahren abgelehnt, kommt in die nächste Sitzung"
    with pytest.raises(ValidationError, match="beendet"):
        stimme(lauf, "Deniz Aydın", "ja")
    with welt.zeit("2024-09-07"):
        assert umlaeufe_auswerten() == 0


def test_bis_zur_frist_laesst_sich_die_stimme_aendern_danach_nicht_mehr() -> None:
    lauf = umlauf(gruppe())
    stimme(lauf, "Elif Kaya", "nein")
    stimme(lauf, "Elif Kaya", "ja")
    assert [eine.wert for eine in lauf.stimmen.all()] == ["ja"]
    with welt.zeit(*FRIST), pytest.raises(ValidationError, match="beendet"):
        stimme(lauf, "Elif Kaya", "nein")


def test_wer_keine_stimme_hat_stimmt_nicht_und_wer_geht_zaehlt_nicht() -> None:
    haus = gruppe()
    lauf = umlauf(haus)
    with pytest.raises(ValidationError, match="keine Stimme"):
        stimme(lauf, "Jana Wolters", "ja")
    stimme(lauf, "Elif Kaya", "ja")
    stimme(lauf, "Frank Petersen", "ja")
    haus.frank.mitgliedschaften.update(bis=date(2024, 9, 4))
    with welt.zeit(*FRIST):
        umlaeufe_auswerten()
    lauf.refresh_from_db()
    assert lauf.stand == "ohne_quorum"


def test_alle_stimmberechtigten_bekommen_den_vorschlag_und_das_ergebnis_je_einmal() -> None:
    umlauf(gruppe())
    briefe = Nachricht.objects.filter(anlass="planung.umlauf")
    assert sorted(brief.an_name for brief in briefe) == [
        "Deniz Aydın", "Elif Kaya", "Frank Petersen", "Joachim Brandt", "Mariam Ahmadi", "Samuel Tekle", "Silke Hansen",
    ]  # fmt: skip
    assert DEUTSCH in briefe[0].text_zum_zeigen
    with welt.zeit(*FRIST):
        umlaeufe_auswerten()
    ergebnis = Nachricht.objects.filter(anlass="planung.umlauf_ergebnis")
    assert ergebnis.count() == 7
    assert "nicht genug Mitglieder abgestimmt" in ergebnis[0].text_zum_zeigen


@pytest.mark.parametrize(
    ("angaben", "satz"),
    [({"frist": welt.am("2024-09-01")}, "Die Frist liegt in der Vergangenheit"), ({"text": ""}, "Feld")],
)
def test_unsinn_wird_abgelehnt_und_niemand_bekommt_einen_brief(angaben: dict[str, Any], satz: str) -> None:
    with pytest.raises(ValidationError, match=satz):
        umlauf(gruppe(), **angaben)
    assert (Umlaufbeschluss.objects.count(), Nachricht.objects.count()) == (0, 0)


class TestSeiten:
    URL = "/arbeit/umlauf/"

    @pytest.fixture
    def haus(self) -> Fuellung:
        return fuelle(welt.konferenz(kennung="2024"))

    def test_anlegen_stimmen_und_lesen(self, haus: Fuellung, client: Client) -> None:
        client.force_login(haus.konten["vorsitz"])
        eingabe = {
            "gremium": haus.gremium.pk, "gegenstand": "Plakat", "text": "Entwurf B.", "tag": "2024-09-01",
            "zeit": "18:00",
        }  # fmt: skip
        fehler = client.post(f"{self.URL}neu/", eingabe)
        assert "Die Frist liegt in der Vergangenheit." in fehler.content.decode()
        antwort = client.post(f"{self.URL}neu/", {**eingabe, "tag": "2024-09-05"})
        neu = Umlaufbeschluss.objects.get(gegenstand="Plakat")
        assert antwort["Location"] == neu.get_absolute_url()
        client.post(f"{self.URL}{neu.pk}/stimme/", {"wert": "ja"})
        seite = client.get(neu.get_absolute_url())
        assert (seite.context["eigene"].wert, seite.context["kann_stimmen"]) == ("ja", True)
        client.force_login(haus.konten["schriftfuehrung"])
        assert "keine Stimme" in client.post(f"{self.URL}{neu.pk}/stimme/", {"wert": "ja"}).content.decode()

    def test_gaeste_sehen_nichtoeffentliches_gar_nicht_und_nie_wer_wie_stimmt(
        self, haus: Fuellung, client: Client
    ) -> None:
        """S42."""
        client.force_login(haus.konten["gast"])
        adresse = haus.umlauf.get_absolute_url()
        assert client.get(adresse).status_code == 404
        assert haus.umlauf.gegenstand not in client.get(self.URL).content.decode()
        Umlaufbeschluss.objects.update(ist_oeffentlich=True)
        offen = client.get(adresse).content.decode()
        assert (haus.umlauf.text in offen, "Frank Petersen" in offen) == (True, False)
        client.force_login(haus.konten["mitglied"])
        assert "Frank Petersen" in client.get(adresse).content.decode()
