"""Finding a date: asked, answered without login, reminded, chosen (S34)."""

from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from beirat.models import Mitgliedschaft
from konferenz.models import Nachricht
from planung.actions import terminumfrage as aktionen
from planung.models import Kalenderhinweis, Sitzung, Terminantwort, Terminumfrage
from planung.queries.post import nachricht_gilt
from planung.queries.terminumfrage import hinweise, ohne_antwort, schritte, uebersicht
from tests import welt
from tests.gleichzeitig import gleichzeitig, wettlauf
from tests.planung.welt import Gruppe, gruppe

TAGE = ("2024-10-14", "2024-10-22", "2024-11-04", "2024-11-05")


def beginne(*tage: str) -> list[datetime]:
    return [welt.am(tag, "17:00") for tag in tage or TAGE]


def frage(haus: Gruppe, frist: str = "2024-09-20", *tage: str, **angaben: Any) -> Terminumfrage:
    umfrage = Terminumfrage(
        gremium=haus.gremium, titel="Sitzung im Oktober", frist=welt.am(frist, "18:00"), **angaben
    )
    return aktionen.umfrage_beginnen(umfrage=umfrage, beginne=beginne(*tage), person=haus.amira)


@pytest.fixture
def haus(db: None) -> Gruppe:
    return gruppe()


def link(haus: Gruppe, anlass: str = "planung.terminumfrage") -> str:
    """The personal link in Elif's letter."""
    from konferenz.actions.zugang import zugangslink_ausstellen

    brief = Nachricht.objects.get(anlass=anlass, an=haus.elif_.email)
    marke = next(teil for teil in brief.teile if isinstance(teil, dict) and "link" in teil)
    geheimnis = zugangslink_ausstellen(
        zweck=marke["link"], objekt=marke["objekt"], gueltig_bis=datetime.fromisoformat(marke["bis"])
    )
    return f"/z/{geheimnis}/"


class TestFragen:
    def test_jedes_mitglied_bekommt_einen_brief_und_die_frage_zweimal_geschickt_ist_eine(
        self, haus: Gruppe
    ) -> None:
        schluessel = uuid4()
        angaben = {"beginne": beginne(), "person": haus.amira, "schluessel": schluessel}
        umfragen = [
            aktionen.umfrage_beginnen(
                umfrage=Terminumfrage(gremium=haus.gremium, titel="Oktober", frist=welt.am("2024-09-20")), **angaben
            )
            for _mal in range(2)
        ]  # fmt: skip
        assert umfragen[0] == umfragen[1] == Terminumfrage.objects.get()
        briefe = Nachricht.objects.filter(anlass="planung.terminumfrage")
        assert set(briefe.values_list("an", flat=True)) == {eine.email for eine in haus.mitglieder}
        assert briefe.count() == len(haus.mitglieder)

    @pytest.mark.parametrize(
        ("frist", "tage", "satz"),
        [
            ("2024-09-20", ("2024-10-14",), "2 bis 6 Termine"),
            ("2024-09-20", tuple(f"2024-10-{tag}" for tag in range(10, 17)), "2 bis 6 Termine"),
            ("2024-09-20", ("2024-10-14", "2024-10-14"), "zweimal"),
            ("2024-09-01", TAGE, "in der Vergangenheit"),
            ("2024-10-14", TAGE, "vor dem ersten"),
        ],
    )
    def test_was_nicht_geht_hat_einen_satz_und_fragt_niemanden(
        self, haus: Gruppe, frist: str, tage: tuple[str, ...], satz: str
    ) -> None:
        with pytest.raises(ValidationError, match=satz):
            frage(haus, frist, *tage)
        assert not Terminumfrage.objects.exists()
        assert not Nachricht.objects.exists()

    def test_ein_gremium_ohne_mitglieder_kann_niemand_fragen(self, haus: Gruppe) -> None:
        Mitgliedschaft.objects.update(bis=welt.am("2024-08-01").date(), ende_grund="x")
        with pytest.raises(ValidationError, match="noch keine Mitglieder"):
            frage(haus)
        assert not Terminumfrage.objects.exists()


class TestAntworten:
    def test_ohne_anmeldung_und_der_zweite_besuch_aendert_die_antwort(
        self, haus: Gruppe, client: Client
    ) -> None:
        """S34: the link opened twice edits the first answer; the option in the school holidays carries a hint."""
        Kalenderhinweis.objects.create(
            name="Herbstferien", art="ferien", von=welt.am("2024-10-21").date(), bis=welt.am("2024-11-01").date()
        )  # fmt: skip
        umfrage = frage(haus)
        erste, zweite, *_weitere = umfrage.optionen.all()
        seite = client.get(link(haus), follow=True).content.decode()
        assert seite.count("Herbstferien") == 1
        assert "Herbstferien" in seite[seite.index("22. Oktober") : seite.index("4. November")]
        ort = "/mitwirken/termin/"
        assert not Terminantwort.objects.exists()
        antwort = client.post(ort, {f"option_{erste.pk}": "ja", f"option_{zweite.pk}": "nein"})
        assert antwort["Location"] == ort
        wieder = Client()
        seite = wieder.get(link(haus), follow=True).content.decode()
        assert seite.count("checked") == 2
        wieder.post(ort, {f"option_{erste.pk}": "vielleicht", "bemerkung": "  später "})
        eine = Terminantwort.objects.get()
        assert (eine.option, eine.wert, eine.teilnahme.person) == (erste, "vielleicht", haus.elif_)
        assert eine.teilnahme.bemerkung == "später"

    def test_der_link_endet_mit_der_frist(self, haus: Gruppe, client: Client) -> None:
        """S34"""
        umfrage = frage(haus)
        pfad = link(haus)
        client.get(pfad)
        with welt.zeit("2024-09-20", "18:00"):
            assert Client().get(pfad, follow=True).status_code in (404, 410)
            daten = {f"option_{umfrage.optionen.all()[0].pk}": "ja"}
            assert client.post("/mitwirken/termin/", daten).status_code == 404
        assert not Terminantwort.objects.exists()

    def test_ohne_link_ist_die_seite_zu(self, client: Client, db: None) -> None:
        welt.bezirk()
        assert client.get("/mitwirken/termin/").status_code == 404
        assert client.post("/mitwirken/termin/", {"bemerkung": "x"}).status_code == 404

    def test_leer_fremd_und_falsch_wird_erklaert(self, haus: Gruppe) -> None:
        umfrage, andere = frage(haus), frage(haus)
        fremde = andere.optionen.all()[0]
        for werte, satz in (({}, "mindestens einem"), ({fremde.pk: "ja"}, "mindestens einem")):
            with pytest.raises(ValidationError, match=satz):
                aktionen.umfrage_beantworten(umfrage=umfrage, mensch=haus.elif_, werte=werte)
        eine = umfrage.optionen.all()[0]
        with pytest.raises(ValidationError):
            aktionen.umfrage_beantworten(umfrage=umfrage, mensch=haus.elif_, werte={eine.pk: "jein"})
        assert not Terminantwort.objects.exists()

    def test_wer_ausscheidet_zaehlt_nicht_mehr(self, haus: Gruppe) -> None:
        umfrage = frage(haus)
        erste = umfrage.optionen.all()[0]
        aktionen.umfrage_beantworten(umfrage=umfrage, mensch=haus.elif_, werte={erste.pk: "ja"})
        assert uebersicht(umfrage).spalten[0].ja == 1
        Mitgliedschaft.objects.filter(person=haus.elif_).update(
            bis=welt.am("2024-09-01").date(), ende_grund="Umzug"
        )
        assert uebersicht(umfrage).spalten[0].ja == 0
        with pytest.raises(ValidationError, match="gehört nicht zu der Umfrage"):
            aktionen.umfrage_beantworten(umfrage=umfrage, mensch=haus.elif_, werte={erste.pk: "nein"})

    def test_die_uebersicht_nennt_den_tag_der_am_besten_passt(self, haus: Gruppe) -> None:
        umfrage = frage(haus)
        a, b, c, _d = umfrage.optionen.all()
        for mensch, werte in (
            (haus.elif_, {a.pk: "ja", b.pk: "ja", c.pk: "nein"}),
            (haus.frank, {a.pk: "vielleicht", b.pk: "nein"}),
        ):
            aktionen.umfrage_beantworten(umfrage=umfrage, mensch=mensch, werte=werte)
        bild = uebersicht(umfrage)
        assert [(s.ja, s.vielleicht, s.nein, s.ist_beste) for s in bild.spalten] == [
            (1, 1, 0, True), (1, 0, 1, False), (0, 0, 1, False), (0, 0, 0, False),
        ]  # fmt: skip
        assert bild.geantwortet == 2
        assert haus.elif_ not in ohne_antwort(umfrage)


class TestErinnern:
    def test_nur_wer_nicht_geantwortet_hat_und_nur_einmal(self, haus: Gruppe) -> None:
        umfrage = frage(haus)
        erste = umfrage.optionen.all()[0]
        aktionen.umfrage_beantworten(umfrage=umfrage, mensch=haus.elif_, werte={erste.pk: "ja"})
        with welt.zeit("2024-09-18", "17:59"):
            assert aktionen.umfragen_erinnern() == 0
        with welt.zeit("2024-09-18", "18:00"):
            assert aktionen.umfragen_erinnern() == len(haus.mitglieder) - 1
            assert aktionen.umfragen_erinnern() == 0
        erinnert = Nachricht.objects.filter(anlass="planung.terminerinnerung")
        assert haus.elif_.email not in set(erinnert.values_list("an", flat=True))
        with welt.zeit("2024-09-19"):
            brief = erinnert.get(an=haus.frank.email)
            assert nachricht_gilt(brief)
            aktionen.umfrage_beantworten(umfrage=umfrage, mensch=haus.frank, werte={erste.pk: "ja"})
            assert not nachricht_gilt(brief)

    @pytest.mark.parametrize("ende", ["frist", "gewaehlt", "abgebrochen"])
    def test_danach_erinnert_niemand_und_wartende_briefe_sind_ueberholt(
        self, haus: Gruppe, ende: str
    ) -> None:
        umfrage = frage(haus)
        brief = Nachricht.objects.filter(anlass="planung.terminumfrage").first()
        assert brief is not None
        assert nachricht_gilt(brief)
        if ende == "gewaehlt":
            aktionen.termin_waehlen(option=umfrage.optionen.all()[0], person=haus.amira)
        elif ende == "abgebrochen":
            aktionen.umfrage_abbrechen(umfrage=umfrage, person=haus.amira)
        with welt.zeit("2024-09-20" if ende == "frist" else "2024-09-19", "18:00"):
            assert aktionen.umfragen_erinnern() == 0
            assert not nachricht_gilt(brief)

    def test_eine_kurze_umfrage_erinnert_nach_der_halben_zeit(self, haus: Gruppe) -> None:
        frage(haus, "2024-09-03")
        with welt.zeit("2024-09-03", "01:00"):
            assert aktionen.umfragen_erinnern() == 0
        with welt.zeit("2024-09-03", "02:00"):
            assert aktionen.umfragen_erinnern() == len(haus.mitglieder)

    @pytest.mark.django_db(transaction=True)
    def test_vier_weckrufe_zugleich_schreiben_jeden_brief_einmal(self) -> None:
        haus = gruppe()
        frage(haus)
        with welt.zeit("2024-09-19"):
            assert sum(gleichzeitig([aktionen.umfragen_erinnern] * 4)) == len(haus.mitglieder)
        assert Nachricht.objects.filter(anlass="planung.terminerinnerung").count() == len(haus.mitglieder)


class TestWaehlen:
    def test_der_gewaehlte_tag_wird_eine_sitzung_und_alle_erfahren_es(self, haus: Gruppe) -> None:
        umfrage = frage(haus, dauer_minuten=90, ort=haus.ort, raum="Raum 4.10")
        dritte = umfrage.optionen.all()[2]
        sitzung = aktionen.termin_waehlen(option=dritte, person=haus.amira)
        assert aktionen.termin_waehlen(option=dritte, person=haus.amira) == sitzung
        assert (sitzung.beginn, sitzung.ende) == (
            welt.am("2024-11-04", "17:00"), welt.am("2024-11-04", "18:30"),
        )  # fmt: skip
        assert (sitzung.ort, sitzung.raum, sitzung.stand) == (haus.ort, "Raum 4.10", "geplant")
        assert sitzung.punkte.exists()
        assert sitzung.erinnerungen.count() == 3
        assert Nachricht.objects.filter(anlass="planung.termingewaehlt").count() == len(haus.mitglieder)
        umfrage.refresh_from_db()
        assert umfrage.stand == "entschieden"
        for tat in (
            lambda: aktionen.termin_waehlen(option=umfrage.optionen.all()[0], person=haus.amira),
            lambda: aktionen.umfrage_abbrechen(umfrage=umfrage, person=haus.amira),
        ):
            with pytest.raises(ValidationError):
                tat()
        assert Sitzung.objects.count() == 1

    def test_ein_tag_der_vorbei_ist_kann_nicht_gewaehlt_werden(self, haus: Gruppe) -> None:
        umfrage = frage(haus)
        with welt.zeit("2024-10-14", "17:00"), pytest.raises(ValidationError, match="schon vorbei"):
            aktionen.termin_waehlen(option=umfrage.optionen.all()[0], person=haus.amira)
        assert not Sitzung.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_zwei_waehlen_zugleich_und_es_gibt_eine_sitzung(self) -> None:
        haus = gruppe()
        optionen = list(frage(haus).optionen.all()[:2])
        ausgaenge = wettlauf(
            [lambda eine=eine: aktionen.termin_waehlen(option=eine, person=None) for eine in optionen]
        )
        assert ausgaenge == ["In dieser Umfrage ist nichts mehr zu wählen.", "ok"]
        assert Sitzung.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_gegenprobe_ohne_sperre_waehlen_beide_und_die_datenbank_weist_einen_ab(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Negative control: only the constraint that one option is chosen is left."""
        haus = gruppe()
        optionen = list(frage(haus).optionen.all()[:2])
        alle_lasen = Barrier(2)

        def ohne_sperre(umfrage: Terminumfrage) -> Terminumfrage:
            gelesen = Terminumfrage.objects.select_related("gremium__konferenz", "ort").get(pk=umfrage.pk)
            alle_lasen.wait()
            return gelesen

        monkeypatch.setattr(aktionen, "_sperre", ohne_sperre)
        ausgaenge = wettlauf(
            [lambda eine=eine: aktionen.termin_waehlen(option=eine, person=None) for eine in optionen]
        )
        assert ausgaenge == ["IntegrityError", "ok"]


def test_wer_antworten_oder_waehlen_soll_liest_es_auf_der_startseite(haus: Gruppe) -> None:
    umfrage = frage(haus)
    elif_ = haus.elif_.benutzer
    assert elif_ is not None
    assert [s.titel for s in schritte(elif_, haus.konferenz)] == ["Wann können Sie? Sitzung im Oktober"]
    assert schritte(haus.amira, haus.konferenz) == []
    with welt.zeit("2024-09-21"):
        assert schritte(elif_, haus.konferenz) == []
        assert [s.titel for s in schritte(haus.amira, haus.konferenz)] == [
            "Termin wählen: Sitzung im Oktober"
        ]
    aktionen.termin_waehlen(option=umfrage.optionen.all()[0], person=None)
    assert schritte(elif_, haus.konferenz) == []


def test_hinweise_gelten_vom_ersten_bis_zum_letzten_tag_in_unserer_zeit(haus: Gruppe) -> None:
    tag = welt.am("2024-10-22").date()
    Kalenderhinweis.objects.create(name="Feiertag", art="feiertag", von=tag, bis=tag)
    umfrage = Terminumfrage(gremium=haus.gremium, titel="x", frist=welt.am("2024-09-20"))
    spaet = [welt.am("2024-10-22", "23:30"), welt.am("2024-10-23", "00:30")]  # the 22nd in UTC
    aktionen.umfrage_beginnen(umfrage=umfrage, beginne=spaet, person=None)
    erste, zweite = umfrage.optionen.all()
    gefunden = hinweise([erste, zweite])
    assert [[h.name for h in gefunden[eine.pk]] for eine in (erste, zweite)] == [["Feiertag"], []]
