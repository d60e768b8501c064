"""Pages of the agenda: add, order, change, print; papers of its items."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from planung.models import Sitzung, Tagesordnungspunkt, Unterlage
from tests import welt
from tests.planung.fuellung import Fuellung, fuelle, pdf, unterlage
from tests.planung.seiten import URL, als, lies, punktangaben, sende, text, titel

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def gefuellt(bestand: Any) -> Iterator[Fuellung]:
    with bestand(lambda: fuelle(welt.konferenz(kennung="2024"))) as haus:
        yield haus


@pytest.fixture
def haus(gefuellt: Fuellung, db: None) -> Fuellung:
    return deepcopy(gefuellt)


class TestTagesordnung:
    def test_neuer_punkt_steht_vor_verschiedenes(self, haus: Fuellung) -> None:
        haus.gruppe.punkt(haus.geplant, "Verschiedenes", art=Tagesordnungspunkt.Art.VERSCHIEDENES)
        sende(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/neu/", **punktangaben())
        assert titel(haus.geplant)[2:] == ["Kinderbetreuung", "Verschiedenes"]

    def test_zweimal_abgeschickt_ist_ein_punkt(self, haus: Fuellung) -> None:
        daten = punktangaben()
        for _mal in range(2):
            sende(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/neu/", **daten)
        assert titel(haus.geplant).count("Kinderbetreuung") == 1

    def test_ein_unterpunkt_folgt_seinem_punkt(self, haus: Fuellung) -> None:
        oben = haus.geplant.punkte.in_ordnung()[0]
        sende(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/neu/", **punktangaben(unter=oben.pk))
        seite = lies(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/")
        assert titel(haus.geplant)[1] == "Kinderbetreuung"
        assert ">1.1<" in seite

    def test_knoepfe_ordnen_bis_eingeladen_ist(self, haus: Fuellung) -> None:
        erster, zweiter = haus.geplant.punkte.in_ordnung()
        sende(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/{zweiter.pk}/verschieben/", schritte=-1)
        assert titel(haus.geplant) == [zweiter.titel, erster.titel]
        sende(haus, "vorsitz", f"{haus.geplant.pk}/tagesordnung/{zweiter.pk}/verschieben/", schritte=1)
        assert titel(haus.geplant) == [erster.titel, zweiter.titel]
        versandt = haus.eingeladen.punkte.in_ordnung()[1]
        pfad = f"{haus.eingeladen.pk}/tagesordnung/{versandt.pk}/verschieben/"
        seite = text(sende(haus, "vorsitz", pfad, schritte=-1))
        assert "Die Tagesordnung ist versandt" in seite

    def test_aendern_und_entfernen(self, haus: Fuellung) -> None:
        punkt = haus.geplant.punkte.in_ordnung()[1]
        pfad = f"{haus.geplant.pk}/tagesordnung/{punkt.pk}/"
        sende(haus, "vorsitz", pfad, **punktangaben(titel="Räume", minuten="30"))
        punkt.refresh_from_db()
        assert (punkt.titel, punkt.minuten) == ("Räume", 30)
        sende(haus, "vorsitz", pfad + "entfernen/")
        assert titel(haus.geplant) == ["Eröffnung, Feststellung der Tagesordnung"]

    def test_als_pdf_nur_was_man_lesen_darf(self, haus: Fuellung) -> None:
        """S42: in the printed agenda of the guest stands "nichtöffentlich"."""
        haus.gruppe.punkt(haus.eingeladen, "Streng geheim", ist_oeffentlich=False, nummer="3")
        worte = {}
        for konto in ("mitglied", "gast"):
            antwort = als(haus.konten[konto]).get(f"{URL}{haus.eingeladen.pk}/tagesordnung/tagesordnung.pdf")
            worte[konto] = " ".join(
                " ".join(seite.extract_text().split()) for seite in PdfReader(BytesIO(antwort.content)).pages
            )
            assert "Einladung vom 28. August 2024" in worte[konto].replace("\N{NO-BREAK SPACE}", " ")
        assert "Streng geheim (nicht öffentlich)" in worte["mitglied"]
        assert "Streng geheim" not in worte["gast"]
        assert "nichtöffentlich" in worte["gast"]

    def test_ein_punkt_einer_anderen_sitzung_ist_unbekannt(self, haus: Fuellung) -> None:
        fremd = haus.eingeladen.punkte.in_ordnung()[1]
        pfad = f"{URL}{haus.geplant.pk}/tagesordnung/{fremd.pk}/"
        assert als(haus.konten["vorsitz"]).get(pfad).status_code == 404


def datei(inhalt: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("Entwurf <3>.pdf", inhalt)


class TestUnterlagen:
    def test_eine_datei_liegt_beim_punkt_und_ist_ein_download(self, haus: Fuellung) -> None:
        punkt = haus.geplant.punkte.in_ordnung()[1]
        pfad = f"{haus.geplant.pk}/tagesordnung/{punkt.pk}/unterlage/"
        sende(haus, "vorsitz", pfad, datei=datei(pdf("Räume")), titel="Räume: Plan", ist_oeffentlich="on")
        eine = punkt.unterlagen.get(titel="Räume: Plan")
        assert "Räume: Plan" in lies(haus, "gast", f"{haus.geplant.pk}/")
        antwort = als(haus.konten["gast"]).get(eine.get_absolute_url())
        assert b"".join(antwort.streaming_content) == pdf("Räume")
        assert antwort["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%A4ume%20Plan.pdf"
        assert (antwort["X-Content-Type-Options"], "sandbox" in antwort["Content-Security-Policy"]) == (
            "nosniff", True,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("inhalt", "worte"),
        [
            (b"<html>", "Diese Art von Datei wird nicht angenommen"),
            (b"MZ\x90", "Diese Art von Datei wird nicht angenommen"),
            (b"", "leer"),
        ],
    )
    def test_anderes_bekommt_einen_satz(self, haus: Fuellung, inhalt: bytes, worte: str) -> None:
        punkt = haus.geplant.punkte.in_ordnung()[0]
        pfad = f"{haus.geplant.pk}/tagesordnung/{punkt.pk}/unterlage/"
        assert worte in text(sende(haus, "vorsitz", pfad, datei=datei(inhalt), titel="Plan"))
        assert not punkt.unterlagen.exists()

    def test_nicht_oeffentliche_liest_kein_gast(self, haus: Fuellung) -> None:
        """S42: neither a paper of a non-public item nor a non-public paper shows its name or its content."""
        geheim = haus.gruppe.punkt(haus.geplant, "Personal", ist_oeffentlich=False)
        papiere = [
            unterlage(haus.geplant, titel="Vertraulicher Plan", ist_oeffentlich=False),
            unterlage(haus.geplant, titel="Bewerbungen", punkt=geheim),
        ]
        for konto, status in (("mitglied", 200), ("gast", 404)):
            seite = lies(haus, konto, f"{haus.geplant.pk}/")
            for eine in papiere:
                assert (eine.titel in seite) == (status == 200)
                assert als(haus.konten[konto]).get(eine.get_absolute_url()).status_code == status

    def test_derselbe_titel_wird_eine_neue_fassung_und_die_alte_bleibt(self, haus: Fuellung) -> None:
        punkt = haus.geplant.punkte.in_ordnung()[1]
        pfad = f"{haus.geplant.pk}/tagesordnung/{punkt.pk}/unterlage/"
        for inhalt, oeffentlich in (("eins", "on"), ("zwei", "on"), ("drei", "")):
            gesendet = {"titel": "Raumplan", "ist_oeffentlich": oeffentlich}
            sende(haus, "vorsitz", pfad, datei=datei(pdf(inhalt)), **gesendet)
        alle = list(punkt.unterlagen.filter(titel="Raumplan").order_by("fassung"))
        assert [str(eine) for eine in alle] == ["Raumplan", "Raumplan, Fassung 2", "Raumplan, Fassung 3"]
        mitglied, gast = (lies(haus, wer, f"{haus.geplant.pk}/") for wer in ("mitglied", "gast"))
        assert mitglied.count("ersetzt durch Fassung 3") == 2
        assert "Fassung 3" not in gast  # it is not public, nor is that there is one
        assert gast.count("ersetzt durch Fassung 2") == 1
        erste = b"".join(als(haus.konten["gast"]).get(alle[0].get_absolute_url()).streaming_content)
        assert erste == pdf("eins")
        assert (
            "Raumplan, Fassung 2.pdf"
            in als(haus.konten["gast"]).get(alle[1].get_absolute_url())["Content-Disposition"]
        )

    def test_entfernen_geht_bis_die_sitzung_vorbei_ist(self, haus: Fuellung) -> None:
        pfad = f"unterlagen/{haus.unterlage.pk}/entfernen/"
        Sitzung.objects.filter(pk=haus.geplant.pk).update(stand="beendet")
        assert "stehen fest" in text(sende(haus, "vorsitz", pfad))
        Sitzung.objects.filter(pk=haus.geplant.pk).update(stand="geplant")
        sende(haus, "vorsitz", pfad)
        assert not Unterlage.objects.filter(pk=haus.unterlage.pk).exists()
