"""Late entry of what was ordered or granted before: with the signed paper, by the role Haushalt, until the books close
(F5)."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from budget.actions.reservieren import reservieren
from budget.models import Beleg, Buchung
from tests import welt
from tests.budget.welt import Kasse, bestaetigte_kasse, eur

pytestmark = pytest.mark.django_db
URL = "/arbeit/2024/mittel/vorgaenge/"
ANGABEN = {
    "zweck": "Raum", "form": "eigen", "empfaenger_name": "Halle", "betrag": "15.000,00", "leistung_von": "2023-12-30",
    "festgelegt_am": "2023-12-20",
}  # fmt: skip


@pytest.fixture
def haus() -> Kasse:
    with welt.zeit("2023-12-01"):
        return bestaetigte_kasse("12.500,00")


@pytest.fixture
def bernd(haus: Kasse) -> Client:
    client = Client()
    client.force_login(haus.bernd)
    return client


def text(antwort: Any) -> str:
    return antwort.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def auftrag() -> SimpleUploadedFile:
    puffer = BytesIO()
    Image.new("RGB", (40, 40), "white").save(puffer, "PNG")
    return SimpleUploadedFile("Auftrag.png", puffer.getvalue(), "image/png")


def hochgeladen(client: Client, wo: str = "") -> str:
    """Address to go on to."""
    return str(client.post(f"{URL}{wo}nacherfassen/", {"datei": auftrag()})["Location"])


def fehler(antwort: Any) -> dict[str, list[str]]:
    return {feld: [str(satz) for satz in saetze] for feld, saetze in antwort.context["form"].errors.items()}


def test_gilt_vom_tag_der_unterschrift_und_zeigt_wann_eingetragen_wurde(bernd: Client, haus: Kasse) -> None:
    """F5: legal and true date side by side, the paper at the row; sent twice it books once."""
    with welt.zeit("2024-01-05"):
        assert "Für 2023 geht das bis zum Buchungsschluss am 12.01.2024." in text(
            bernd.get(f"{URL}nacherfassen/")
        )
        weiter = hochgeladen(bernd)
        beleg = Beleg.objects.get()
        assert weiter == f"{URL}festlegen/?nachweis={beleg.pk}"
        assert bernd.get(weiter).context["form"]["nachweis"].value() == str(beleg.pk)
        deckung = f"{URL}festlegen/deckung/?" + "&".join(
            f"{name}={wert}" for name, wert in {**ANGABEN, "nachweis": beleg.pk}.items()
        )
        seite = text(bernd.get(deckung))
        assert "12.500,00 € aus 2023, 2.500,00 € aus 2024, ein Vorgang." in seite
        assert "Nacherfasst: gilt vom 20.12.2023 an, eingetragen am 05.01.2024" in seite
        gesendet = {"schluessel": str(uuid4()), "wahl": "auffuellen"}
        assert {bernd.post(deckung, gesendet)["Location"] for _mal in range(2)} == {f"{URL}1/"}
        assert "Nachweis: Auftrag.png" in text(bernd.get(f"{URL}1/"))
    zeilen = Buchung.objects.values_list("art", "quelle__haushaltsjahr", "wertstellung", "nachweis")
    assert [(art, jahr, str(tag), nachweis) for art, jahr, tag, nachweis in zeilen] == [
        ("festlegung", 2023, "2023-12-20", beleg.pk),
        ("festlegung", 2024, "2023-12-20", beleg.pk),
    ]
    assert {str(eine.erfasst_am.date()) for eine in Buchung.objects.all()} == {"2024-01-05"}


def test_loest_die_reservierung_ihres_vorgangs_ein(bernd: Client, haus: Kasse) -> None:
    """F19 with F5."""
    with welt.zeit("2023-12-18"):
        eine = reservieren(vorgang=haus.vorgang(), betrag=eur("500,00"), person=haus.amira)
    with welt.zeit("2024-01-05"):
        form = bernd.get(hochgeladen(bernd, "1/")).context["form"]
    assert (form["reservierung"].value(), form["betrag"].value()) == (eine.pk, "500,00")
    assert "festgelegt_am" in form.fields


@pytest.mark.parametrize(
    ("heute", "tag", "satz"),
    [
        ("2024-01-05", "2024-01-06", "Der Tag liegt in der Zukunft."),
        (
            "2024-01-13", "2023-12-20",
            "Das Jahr 2023 ist seit dem 12.01.2024 abgeschlossen. Nacherfassen geht nicht mehr.",
        ),
        ("2024-01-05", "1.2.3.4", "Bitte geben Sie ein Datum ein, zum Beispiel 16.11.2024."),
        (
            "2024-01-05", "2019-06-01",
            "Das Haushaltsjahr 2019 ist nicht angelegt. Bitte tragen Sie seinen Buchungsschluss ein.",
        ),
        ("2024-01-05", "", "Bitte füllen Sie dieses Feld aus."),
    ],
)  # fmt: skip
def test_ein_falscher_tag_steht_am_feld(bernd: Client, haus: Kasse, heute: str, tag: str, satz: str) -> None:
    with welt.zeit(heute):
        hochgeladen(bernd)
        angaben = ANGABEN | {"nachweis": Beleg.objects.get().pk, "festgelegt_am": tag}
        antwort = bernd.get(f"{URL}festlegen/deckung/", angaben)
    assert fehler(antwort) == {"festgelegt_am": [satz]}
    assert antwort.context["form"]["zweck"].value() == "Raum"


def test_nur_haushalt_und_nie_ohne_das_papier(bernd: Client, haus: Kasse) -> None:
    """F5: the right is asked on every page of it; a paper of nobody is missing; without one there is no other day."""
    with welt.zeit("2024-01-05"):
        hochgeladen(bernd)
        angaben = ANGABEN | {"nachweis": Beleg.objects.get().pk}
        amira = Client()
        amira.force_login(haus.amira)
        for seite in ("festlegen/", "festlegen/deckung/"):
            assert amira.get(f"{URL}{seite}", angaben).status_code == 403
        assert "nacherfassen" not in text(amira.get(f"{URL}festlegen/"))
        assert f"{URL}nacherfassen/" in text(bernd.get(f"{URL}festlegen/"))
        ohne = bernd.get(f"{URL}festlegen/deckung/", ANGABEN | {"nachweis": 987654})
        assert fehler(ohne) == {
            "nachweis": ["Bitte laden Sie zuerst den unterschriebenen Auftrag oder Bescheid hoch."]
        }
        # a day without a paper is not asked for: the commitment is of today
        heute = bernd.get(f"{URL}festlegen/deckung/", ANGABEN)
        assert heute.context["vorschlag"].tag.isoformat() == "2024-01-05"
        keine_datei = bernd.post(f"{URL}nacherfassen/", {"datei": SimpleUploadedFile("x.pdf", b"MZ nichts")})
        assert list(fehler(keine_datei)) == ["datei"]
    assert Beleg.objects.count() == 1
    assert not Buchung.objects.exists()
