"""Files from outside: what is read, what is refused and with which sentence; nothing ever crashes the reader."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from budget.einlesen.dateiart import pruefe
from budget.einlesen.erechnung import Erechnung, Kein, lies
from budget.einlesen.pdf_auszug import auszug
from tests.budget import erechnungen as muster

GELESEN = {
    "nummer": "RE-2024-17", "datum": date(2024, 8, 26), "typ": "380", "waehrung": "EUR",
    "faellig_am": date(2024, 9, 25), "leitweg_id": muster.LEITWEG, "verkaeufer": "Druckhaus Veddel GmbH",
    "umsatzsteuer_id": "DE123456789", "leistung_von": date(2024, 8, 20), "leistung_bis": date(2024, 8, 23),
    "netto": Decimal("1000.00"), "steuer": Decimal("190.00"), "brutto": Decimal("1190.00"),
    "zahlbar": Decimal("1190.00"), "positionen": Decimal("1000.00"), "skonto": Decimal("23.80"),
    "skonto_bis": date(2024, 9, 9),
}  # fmt: skip


def satz(inhalt: bytes) -> str:
    with pytest.raises(ValidationError) as fehler:
        pruefe(inhalt)
    assert len(fehler.value.messages) == 1
    return fehler.value.messages[0]


@pytest.mark.parametrize("format", ["ubl", "cii", "zugferd"])
def test_alle_angaben_einer_erechnung_werden_gelesen(format: str) -> None:
    """S27: number, date, gross, tax, seller, Leitweg-ID; the same from each syntax."""
    inhalt = {"ubl": muster.ubl, "cii": muster.cii, "zugferd": muster.zugferd}[format]()
    datei = pruefe(inhalt)
    assert datei.erechnung == Erechnung(format=format, **GELESEN)
    assert datei.inhalt == inhalt
    assert datei.erechnung.summe == Decimal("1190.00")
    assert Erechnung.aus_json(datei.erechnung.als_json()) == datei.erechnung


@pytest.mark.parametrize(
    ("angabe", "text", "erwartet"),
    [
        ("brutto", "1e9", None), ("brutto", "1.190,00", None), ("brutto", "1190.005", None),
        ("brutto", "99999999999999.00", None), ("brutto", "NaN", None), ("brutto", "1190.5", Decimal("1190.50")),
        ("datum", "2024-02-30", None), ("datum", "26.08.2024", None), ("datum", "0001-01-01", None),
        ("datum", "2024-08-26+02:00", date(2024, 8, 26)),
        ("nummer", "  RE\n 5\u200b ", "RE 5"), ("nummer", "9" * 99, "9" * 60),
    ],
)  # fmt: skip
def test_was_nicht_lesbar_ist_bleibt_leer(angabe: str, text: str, erwartet: object) -> None:
    assert getattr(lies(muster.ubl(**{angabe: text})), angabe) == erwartet


def test_ein_zeitraum_der_vor_seinem_beginn_endet_ist_keiner_und_skonto_braucht_den_vorgeschriebenen_text() -> (
    None
):
    rechnung = lies(muster.cii(von="2024-09-01", bis="2024-08-01", bedingungen="2 % Skonto"))
    assert (rechnung.leistung_von, rechnung.leistung_bis, rechnung.skonto) == (None, None, None)
    assert not lies(muster.cii(typ="326")).ist_schluss


@pytest.mark.parametrize(
    ("kopf", "wort"),
    [
        ('<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>', "DOCTYPE"),
        ('<!DOCTYPE x [<!ENTITY datei SYSTEM "file:///etc/passwd">]>', "DOCTYPE"),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "DOCTYPE"),
    ],
)
def test_eigene_definitionen_in_xml_werden_abgelehnt(kopf: str, wort: str) -> None:
    """No external file, no entity: XXE and "billion laughs" never begin."""
    assert pruefe(muster.ubl()).erechnung
    assert wort in satz(muster.ubl(kopf=kopf))


def test_ein_xml_voll_verschachtelter_ersetzungen_ist_in_einem_augenblick_abgelehnt() -> None:
    stufen = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    kopf = f'<!DOCTYPE x [<!ENTITY a0 "lol">{stufen}]>'
    beginn = time.monotonic()
    assert satz(muster.ubl(kopf=kopf, nummer="&a11;"))
    assert time.monotonic() - beginn < 2


@pytest.mark.parametrize(
    ("inhalt", "wort"),
    [
        (b"", "leer"),
        (b"MZ\x90\x00 program", "nicht angenommen"),
        (b"PK\x03\x04 archive", "nicht angenommen"),
        (b"<html><script>alert(1)</script></html>", "keine E-Rechnung"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "keine E-Rechnung"),
        (b"<a><b></a>", "beschädigt"),
        (b"\xff\xfe<", "beschädigt"),
        (muster.ubl(typ="381"), "Gutschrift"),
        (muster.ubl().replace(b"Invoice-2", b"CreditNote-2").replace(b"ubl:Invoice", b"ubl:CreditNote"), "Gutschrift"),
        (b"\xff\xd8\xff\xe0 kein bild", "Das Bild ist beschädigt"),
        (b"\x89PNG\r\n\x1a\n kein bild", "Das Bild ist beschädigt"),
        (muster.bild("GIF"), "nicht angenommen"),
        (b"%PDF-1.7 kein pdf", "beschädigt"),
        (b" " * 10_000_001, "zu groß"),
    ],
)  # fmt: skip
def test_was_kein_beleg_ist_wird_mit_einem_satz_abgelehnt(inhalt: bytes, wort: str) -> None:
    assert wort in satz(inhalt)


@pytest.mark.parametrize(
    ("baue", "wort"),
    [
        (lambda: muster.pdf(aktion={"/S": "/JavaScript", "/JS": "app.alert(1)"}), "Programme"),
        (lambda: muster.pdf(aktion={"/S": "/Launch", "/F": "calc.exe"}), "Programme"),
        (lambda: muster.pdf(kennwort="geheim"), "verschlüsselt"),
        (lambda: muster.pdf(anlage=("rechnung.exe", b"MZ")), "Anlagen"),
        (lambda: muster.pdf(0), "keine Seite"),
        (lambda: muster.pdf_bombe(60), "zu umfangreich"),
    ],
)
def test_ein_pdf_das_etwas_tut_oder_sich_aufblaeht_wird_abgelehnt(
    baue: Callable[[], bytes], wort: str
) -> None:
    inhalt = baue()
    assert len(inhalt) < 200_000
    assert wort in satz(inhalt)


def test_ein_pdf_mit_unlesbarer_rechnung_bleibt_ein_beleg_und_sagt_warum() -> None:
    assert pruefe(muster.pdf()).erechnung is None
    datei = pruefe(muster.pdf(anlage=("ZUGFeRD-invoice.xml", b"<!DOCTYPE x []><x/>")))
    assert (datei.typ, datei.erechnung, "DOCTYPE" in datei.hinweis) == ("application/pdf", None, True)


def test_ein_foto_verliert_seinen_ort_und_behaelt_seine_lage() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (53.5, 0, 0)
    inhalt = muster.bild(exif=exif)
    assert Image.open(BytesIO(inhalt)).getexif().get_ifd(0x8825)
    neu = pruefe(inhalt)
    danach = Image.open(BytesIO(neu.inhalt)).getexif()
    assert (neu.typ, dict(danach), dict(danach.get_ifd(0x8825))) == ("image/jpeg", {0x0112: 6}, {})


def test_ein_bild_hinter_dem_ein_programm_haengt_verliert_es() -> None:
    assert b"MZ-program" not in pruefe(muster.bild("PNG") + b"MZ-program").inhalt
    assert b"MZ-program" not in pruefe(muster.bild() + b"MZ-program").inhalt


def test_ein_bild_mit_zu_vielen_punkten_wird_nicht_entpackt() -> None:
    ausgabe = BytesIO()
    Image.new("1", (9_000, 5_000)).save(ausgabe, "PNG")
    assert len(ausgabe.getvalue()) < 100_000
    assert "zu viele Bildpunkte" in satz(ausgabe.getvalue())


ERSETZEN = st.lists(
    st.tuples(st.integers(0, 10_000), st.binary(max_size=12), st.integers(0, 40)), min_size=1, max_size=6
)


def verdorben(inhalt: bytes, stellen: list[tuple[int, bytes, int]]) -> bytes:
    """The content with pieces cut out and other bytes put in their place."""
    for stelle, neu, laenge in stellen:
        ab = stelle % (len(inhalt) + 1)
        inhalt = inhalt[:ab] + neu + inhalt[ab + laenge :]
    return inhalt


def gelesen_oder_satz(inhalt: bytes) -> Erechnung | str:
    try:
        return lies(inhalt)
    except Kein as fehler:
        return fehler.messages[0]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([muster.ubl(), muster.cii()]), ERSETZEN)
def test_verdorbenes_xml_gibt_eine_rechnung_oder_einen_satz(
    inhalt: bytes, stellen: list[tuple[int, bytes, int]]
) -> None:
    """Never a crash, always a sentence; whatever is read can be stored and read back."""
    gelesen = gelesen_oder_satz(verdorben(inhalt, stellen))
    assert gelesen
    assert isinstance(gelesen, str) or Erechnung.aus_json(gelesen.als_json()) == gelesen


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80), st.sampled_from(["nummer", "datum", "netto", "steuer", "bedingungen", "leitweg"])
)
def test_beliebiger_text_in_einer_angabe_bringt_nichts_durcheinander(text: str, angabe: str) -> None:
    ungefaehrlich = "".join(z for z in text if z.isprintable()).replace("&", "&amp;").replace("<", "&lt;")
    rechnung = lies(muster.ubl(**{angabe: ungefaehrlich}))
    assert Erechnung.aus_json(rechnung.als_json()) == rechnung


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ERSETZEN)
def test_ein_verdorbenes_pdf_gibt_seiten_oder_einen_grund(stellen: list[tuple[int, bytes, int]]) -> None:
    antwort = auszug(verdorben(ZUGFERD, stellen))
    assert set(antwort) in ({"seiten", "xml"}, {"fehler"})


ZUGFERD = muster.zugferd()


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"<", b"\xff\xfe", b"\xef\xbb\xbf<", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b""]),
    st.binary(max_size=200),
)
def test_beliebige_bytes_geben_immer_einen_satz(anfang: bytes, rest: bytes) -> None:
    inhalt = anfang + rest
    if not inhalt.startswith(b"%PDF-"):
        assert satz(inhalt)
