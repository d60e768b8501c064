"""Topics from outside: while it is open, moderated, and the sender forgotten in time."""

from uuid import uuid4

import pytest
from django.test import Client

from planung.actions import thema as aktionen
from planung.models import Thema
from tests import welt
from tests.anmeldung.ausfuellen import zeitmarke
from tests.planung.welt import Gruppe, gruppe


@pytest.fixture
def haus(db: None) -> Gruppe:
    return gruppe()


class TestVonAussen:
    ORT = "/2024/themen/"

    def sende(self, client: Client, **felder: str) -> str:
        """A person who took ten seconds."""
        vorgabe = {"titel": "Sprachkurse am Abend", "schluessel": str(uuid4()), "zeitmarke": zeitmarke()}
        return client.post(self.ORT, {**vorgabe, **felder}).content.decode()

    def test_erst_offen_dann_eingereicht_dann_geprueft(self, haus: Gruppe, client: Client) -> None:
        assert "Danke" not in self.sende(client)
        client.force_login(haus.amira)
        vorbei = client.post("/arbeit/2024/themen/oeffnen/", {"tag": "2024-09-01"}).content.decode()
        assert "Das Ende liegt in der Vergangenheit." in vorbei
        assert client.post("/arbeit/2024/themen/oeffnen/", {"tag": "2024-09-20"}).status_code == 302
        fremd = Client()
        assert f'href="{self.ORT}"' in fremd.get("/2024/").content.decode()
        schluessel = str(uuid4())
        for _mal in range(2):
            assert "Danke für Ihr Thema" in self.sende(fremd, einsender_name="Frau K.", schluessel=schluessel)
        eines = Thema.objects.get()
        assert (eines.stand, eines.einsender_name, eines.eingebracht_von) == ("eingereicht", "Frau K.", None)
        assert "Sprachkurse" not in fremd.get(self.ORT).content.decode()
        client.post(f"{eines.get_absolute_url()}zulassen/")
        oeffentlich = fremd.get(self.ORT).content.decode()
        assert "Sprachkurse am Abend" in oeffentlich
        assert "Frau K." not in oeffentlich
        assert "Frau K." in client.get(eines.get_absolute_url()).content.decode()
        zu = client.post("/arbeit/2024/themen/oeffnen/", {"tag": ""}, follow=True).content.decode()
        assert "Jetzt schlagen nur noch Mitglieder vor." in zu
        assert "Danke" not in self.sende(fremd)
        client.force_login(haus.elif_.benutzer)  # type: ignore[arg-type]
        assert "Frau K." not in client.get(eines.get_absolute_url()).content.decode()

    def test_koeder_tempo_und_leer(self, haus: Gruppe, client: Client) -> None:
        aktionen.vorschlaege_oeffnen(konferenz=haus.konferenz, bis=welt.am("2024-09-20"), person=None)
        assert "Bitte füllen Sie dieses Feld aus." in self.sende(client, titel=" ")
        assert "Das ging sehr schnell" in self.sende(client, zeitmarke=zeitmarke(0))
        assert "unsichtbares Feld" in self.sende(client, homepage="http://x")
        assert not Thema.objects.exists()

    def test_name_und_adresse_gehen_90_tage_danach_und_standen_in_keinem_verlauf(
        self, haus: Gruppe, client: Client
    ) -> None:
        aktionen.vorschlaege_oeffnen(konferenz=haus.konferenz, bis=welt.am("2024-09-20"), person=None)
        self.sende(client, einsender_name="Frau Geheim", einsender_email="geheim@example.org")
        ereignis = Thema.pgh_event_model._meta  # type: ignore[attr-defined]
        assert {"einsender_name", "einsender_email"}.isdisjoint({feld.name for feld in ereignis.fields})
        with welt.zeit("2025-02-14", "16:59"):
            assert aktionen.einsender_vergessen() == 0
        with welt.zeit("2025-02-14", "17:00"):
            assert aktionen.einsender_vergessen() == 1
        eines = Thema.objects.get()
        assert (eines.titel, eines.einsender_name, eines.einsender_email) == ("Sprachkurse am Abend", "", "")

    def test_zwanzig_in_der_stunde_dann_spaeter(self, haus: Gruppe, client: Client) -> None:
        aktionen.vorschlaege_oeffnen(konferenz=haus.konferenz, bis=welt.am("2024-09-20"), person=None)
        for _mal in range(20):
            assert "Danke" in self.sende(client)
        assert "sehr viele Vorschläge" in self.sende(client)
        assert Thema.objects.count() == 20
