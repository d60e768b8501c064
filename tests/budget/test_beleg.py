"""Uploaded files: where they are stored, who gets them and how, what is thrown away."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from budget.actions.beleg import anzeigename, beleg_ablegen, beleg_verwerfen
from budget.models import Beleg, Rechnung
from budget.queries.beleg import wartende_belege
from tests.budget import erechnungen as muster
from tests.budget.rechnungen import rechnung
from tests.budget.welt import Kasse, kasse

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Kasse:
    return kasse()


def ablegen(haus: Kasse, inhalt: bytes, name: str = "Rechnung.pdf", **wie: Any) -> Beleg:
    return beleg_ablegen(
        bereitstellung=haus.bereitstellung, datei=BytesIO(inhalt), name=name, person=haus.amira, **wie
    )


def dateien() -> set[Path]:
    return set(Path(settings.MEDIA_ROOT, "belege").glob("*"))


def test_eine_datei_liegt_unter_zufaelligem_namen_mit_pruefsumme_und_ohne_rechte_fuer_andere(
    haus: Kasse,
) -> None:
    inhalt = muster.cii()
    beleg = ablegen(haus, inhalt, "../../etc/RE 17.xml.exe")
    ort = Path(beleg.datei.path)
    assert (beleg.typ, beleg.name, beleg.groesse) == ("application/xml", "RE 17.xml.xml", len(inhalt))
    assert beleg.sha256 == sha256(inhalt).hexdigest() == sha256(ort.read_bytes()).hexdigest()
    assert ort.parent == Path(settings.MEDIA_ROOT, "belege")
    assert (len(ort.stem), ort.suffix, "RE" in ort.name) == (32, ".xml", False)
    assert oct(ort.stat().st_mode & 0o777) == "0o600"
    assert oct(ort.parent.stat().st_mode & 0o777) == "0o700"
    assert (beleg.gelesen["nummer"], beleg.hochgeladen_von) == ("RE-2024-17", haus.amira)


@pytest.mark.parametrize(
    ("name", "endung", "erwartet"),
    [
        ("Rechnung 5.PDF", "pdf", "Rechnung 5.pdf"), ("C:\\fake\\a.pdf", "pdf", "a.pdf"), ("", "png", "beleg.png"),
        ("...", "png", "beleg.png"), ("x\r\nSet-Cookie: a.pdf", "pdf", "xSet-Cookie a.pdf"),
        ("رقم ٥.pdf", "pdf", "رقم ٥.pdf"), ("n" * 300, "xml", "n" * 150 + ".xml"),
    ],
)  # fmt: skip
def test_der_gezeigte_name_ist_harmlos(name: str, endung: str, erwartet: str) -> None:
    assert anzeigename(name, endung) == erwartet


def test_dieselbe_datei_wird_kein_zweites_mal_abgelegt_solange_sie_wartet(haus: Kasse) -> None:
    """I17. Once an invoice has it, the same file may come again: the page of the invoice says so."""
    erster = ablegen(haus, muster.cii())
    assert ablegen(haus, muster.cii(), "noch einmal.xml") == erster
    assert list(wartende_belege(haus.bereitstellung)) == [erster]
    rechnung(haus, beleg=erster)
    assert not wartende_belege(haus.bereitstellung)
    assert ablegen(haus, muster.cii()) != erster


def test_was_abgelehnt_wird_hinterlaesst_nichts(haus: Kasse) -> None:
    vorher = dateien()
    with pytest.raises(ValidationError, match="zu groß"):
        ablegen(haus, b"%PDF-" + b"x" * 10_000_000)
    with pytest.raises(ValidationError, match="nicht angenommen"):
        ablegen(haus, b"GIF89a")
    assert (dateien() - vorher, Beleg.objects.count()) == (set(), 0)


def test_eine_datei_ohne_zeile_bleibt_nicht_liegen(haus: Kasse) -> None:
    """The row cannot be stored (the conference is gone): the file is taken away again."""
    vorher = dateien()
    haus.bereitstellung.pk = 987654
    with pytest.raises(ValidationError):
        ablegen(haus, muster.cii())
    assert dateien() == vorher


def test_ist_der_speicher_nicht_beschreibbar_steht_ein_satz_da(
    haus: Kasse, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "belege").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(ValidationError, match="lässt sich gerade nicht speichern"):
        ablegen(haus, muster.cii())
    assert not Beleg.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_verwerfen_nimmt_zeile_und_datei_weg_aber_nur_ungebraucht(haus: Kasse) -> None:
    beleg = ablegen(haus, muster.cii())
    ort = Path(beleg.datei.path)
    erfasst = rechnung(haus, beleg=beleg)
    with pytest.raises(ValidationError, match="gehört schon zu einem Eintrag"):
        beleg_verwerfen(beleg=beleg, person=haus.amira)
    assert ort.exists()
    Rechnung.objects.filter(pk=erfasst.pk).update(beleg=None)
    beleg_verwerfen(beleg=beleg, person=haus.amira)
    assert (ort.exists(), Beleg.objects.count()) == (False, 0)
