"""Writing letters: one row with the change that promises it, personal links as markers, nothing to inject."""

import json
import socket
import time
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.template import TemplateSyntaxError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konferenz import uhr
from konferenz.actions.nachricht import anders_erledigen, erneut_senden, wecken, zurueckgekommen
from konferenz.actions.nachricht.marken import entschaerfe
from konferenz.celery import app
from konferenz.models import Nachricht
from tests import orakel, welt
from tests.gleichzeitig import gleichzeitig

GRUSS = {
    "vorlage": "post/gruss",
    "daten": {"name": "Gül", "objekt": "o1", "bis": welt.am("2024-11-16"), "bemerkung": ""},
}


class TestWortlaut:
    def test_persoenliche_links_sind_marken_zwischen_texten(self, brief):
        nachricht = brief(**GRUSS)

        assert nachricht.betreff == "Betreff für Gül"
        assert nachricht.teile == [
            "Guten Tag Gül,\n\nIhre persönliche Seite: ",
            {"link": "test.meine", "objekt": "o1", "tage": 7.0},
            "\nBis zuletzt: ",
            {"link": "test.bis", "objekt": "o1", "bis": "2024-11-16T09:00:00+01:00"},
        ]
        assert nachricht.text_zum_zeigen.count("[persönlicher Link]") == 2

    def test_text_ist_text_und_kein_html(self, brief):
        nachricht = brief(**{**GRUSS, "daten": {**GRUSS["daten"], "bemerkung": "<b>Müller & Söhne</b> 'x'"}})

        assert nachricht.teile[-1].endswith("<b>Müller & Söhne</b> 'x'")

    def test_vorlagensprache_in_eingaben_wird_nicht_ausgewertet(self, brief):
        boese = "{{ objekt }}{% zugang 'test.meine' 'o2' 7 %}"
        nachricht = brief(**{**GRUSS, "daten": {**GRUSS["daten"], "name": boese}})

        assert boese in nachricht.teile[0]
        assert [teil["objekt"] for teil in nachricht.teile if isinstance(teil, dict)] == ["o1", "o1"]

    def test_marken_anderer_briefe_lassen_sich_nicht_einschmuggeln(self, brief):
        boese = '\x02abc:0\x03{"link": "test.meine"}\x020:0\x03'
        nachricht = brief(**{**GRUSS, "daten": {**GRUSS["daten"], "name": boese, "bemerkung": boese}})

        assert sum(isinstance(teil, dict) for teil in nachricht.teile) == 2
        assert 'abc:0{"link": "test.meine"}0:0' in nachricht.teile[0]

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=200))
    def test_beliebige_eingaben_aendern_nie_die_zahl_der_marken(self, brief, text):
        Nachricht.objects.all().delete()
        nachricht = brief(**{**GRUSS, "daten": {**GRUSS["daten"], "name": text, "bemerkung": text}})

        assert sum(isinstance(teil, dict) for teil in nachricht.teile) == 2
        assert "\n" not in nachricht.betreff
        assert "\r" not in nachricht.betreff

    def test_der_betreff_ist_eine_zeile(self, brief):
        boese = "Gül\r\nBcc: alle@example.org\x00\u2028x"
        nachricht = brief(**{**GRUSS, "daten": {**GRUSS["daten"], "name": boese}})

        assert nachricht.betreff == "Betreff für Gül Bcc: alle@example.org x"

    def test_im_betreff_ist_kein_platz_fuer_links(self, brief):
        with pytest.raises(TemplateSyntaxError):
            brief(vorlage="post/falsch", daten={"objekt": "o1"})

    def test_namen_werden_keine_links(self, brief):
        name = "Gewinn.example.com https://boese.example a@b.de"
        nachricht = brief(an_name=name, **{**GRUSS, "daten": {**GRUSS["daten"], "name": name}})

        text = nachricht.text_zum_zeigen
        assert "example.com" not in text
        assert "https://" not in text
        assert "a@b.de" not in text
        assert text.replace("\u200b", "").startswith(f"Guten Tag {name}")

    def test_gewoehnliche_namen_bleiben_wie_sie_sind(self):
        for name in ("Dr. Ayşe Yılmaz-Öztürk", "فاطمة الزهراء", "O'Neill, Jr.", "Anne Marie"):
            assert entschaerfe(name) == name

    def test_ein_code_ist_gespeichert_nicht_zu_lesen(self, brief):
        nachricht = brief(vorlage="post/code", daten={"code": "4711-0815"}, ist_verborgen=True)

        assert "4711" not in json.dumps(nachricht.teile)
        assert "4711" not in nachricht.text_zum_zeigen
        assert [type(teil) for teil in nachricht.teile] == [str, dict, str]


class TestSprachen:
    def test_deutsch_steht_nur_darunter_wo_es_anders_lautet(self, brief):
        tuerkisch = brief(1, sprache="tr", vorlage="post/kurz")
        deutsch = brief(2, sprache="de", vorlage="post/kurz")

        assert tuerkisch.teile == deutsch.teile == ["Nur Deutsch."]

    def test_in_einer_anderen_sprache_steht_deutsch_darunter(self, brief):
        daten = {"bis": welt.am("2024-11-16"), "name": "Gül", "objekt": "o1", "bemerkung": _Tag()}
        nachricht = brief(sprache="en", vorlage="post/gruss", daten=daten)

        texte = "".join(teil for teil in nachricht.teile if isinstance(teil, str))
        assert texte.index("Nov. 16, 2024") < texte.index("Deutsch:") < texte.index("16. November 2024")
        assert sum(isinstance(teil, dict) for teil in nachricht.teile) == 4


class _Tag:
    """Prints the day of the conference in the language that is active."""

    def __str__(self):
        from django.utils.formats import date_format

        return date_format(welt.am("2024-11-16"), "DATE_FORMAT")


class TestEinmaligkeit:
    """I13: a committed change has exactly one letter, a rolled-back one has none."""

    def test_derselbe_schluessel_schreibt_nichts_neues(self, brief):
        erste = brief(1)

        assert brief(1, vorlage="post/gruss", daten=GRUSS["daten"]) is None
        assert list(Nachricht.objects.values_list("pk", "betreff")) == [(erste.pk, "Kurz")]

    def test_zwei_anweisungen_genuegen(self, brief, django_assert_num_queries):
        with transaction.atomic(), django_assert_num_queries(2):
            brief(1)

    @pytest.mark.django_db(transaction=True)
    def test_zurueckgerollt_ist_kein_brief_da_und_niemand_wird_geweckt(self, brief):
        with transaction.atomic():
            assert brief(1).pk
            transaction.set_rollback(True)

        assert not Nachricht.objects.exists()
        assert not connection.run_on_commit

    def test_ein_weckruf_fuer_alle_briefe_einer_transaktion(self, brief, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as rufe:
            for n in range(5):
                brief(n)

        assert rufe == [wecken.wecke]

    def test_nach_zurueckgerolltem_teil_wird_trotzdem_geweckt(
        self, brief, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks() as rufe:
            with transaction.atomic():
                brief(1)
                transaction.set_rollback(True)
            brief(2)

        assert rufe == [wecken.wecke]

    @pytest.mark.django_db(transaction=True)
    def test_acht_gleichzeitige_schreiben_einen_brief(self, brief):
        """I17."""
        geschrieben = gleichzeitig([lambda: brief(1) is not None] * 8)

        assert sum(geschrieben) == Nachricht.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_gegenprobe_nachsehen_und_dann_schreiben_laesst_mehrere_glauben_sie_seien_die_ersten(self, brief):
        alle_sahen = Barrier(8)

        def nachsehen_dann_schreiben():
            noch_keiner = not Nachricht.objects.filter(schluessel="test:1").exists()
            alle_sahen.wait()
            return noch_keiner

        assert sum(gleichzeitig([nachsehen_dann_schreiben] * 8)) == 8

    def test_orakel_finden_einen_brief_ohne_adresse_oder_message_id(self, brief):
        brief(1)
        assert orakel.verletzungen_post() == []

        Nachricht.objects.update(message_id="")
        assert [satz for satz, _ in orakel.verletzungen_post()] == ["I13 letter without a Message-ID"]


@pytest.fixture
def broker(monkeypatch):
    """A function that points this process at another broker, as after a crash of Redis."""
    alt = app.conf.broker_url

    def zeige(url):
        app.conf.broker_url = url
        wecken._eigen.__dict__.clear()
        monkeypatch.setattr(wecken, "_gesperrt_bis", 0.0)

    yield zeige
    app.conf.broker_url = alt
    wecken._eigen.__dict__.clear()


class TestWecken:
    @pytest.mark.django_db(transaction=True)
    def test_redis_ist_tot_und_der_brief_ist_trotzdem_geschrieben(self, brief, broker):
        broker("redis://127.0.0.1:1/0")
        beginn = time.monotonic()
        brief(1)

        assert time.monotonic() - beginn < 1.5
        assert Nachricht.objects.get().stand == Nachricht.Stand.WARTEND

    def test_redis_antwortet_nicht_und_nur_der_erste_wartet(self, broker):
        with socket.socket() as stumm:
            stumm.bind(("127.0.0.1", 0))
            stumm.listen(5)
            broker(f"redis://127.0.0.1:{stumm.getsockname()[1]}/0")
            zeiten = []
            for _ in range(3):
                beginn = time.monotonic()
                wecken.wecke()
                zeiten.append(time.monotonic() - beginn)

        assert zeiten[0] < 3
        assert max(zeiten[1:]) < 0.1

    def test_mit_redis_liegt_der_ruf_in_der_schlange(self, broker):
        broker(app.conf.broker_url)
        with app.connection_for_read() as leitung:
            schlange = leitung.SimpleQueue(app.conf.task_default_queue)
            schlange.clear()
            wecken.wecke()
            wecken.wecke()
            assert schlange.qsize() == 2
            schlange.clear()
            schlange.close()


class TestHandgriffe:
    """What clerks do with a letter; S37: a failed one is ticked off, the others are not mailed again."""

    def _mit(self, brief, stand, **felder):
        nachricht = brief(1)
        Nachricht.objects.filter(pk=nachricht.pk).update(stand=stand, **felder)
        return Nachricht.objects.get(pk=nachricht.pk)

    def test_ein_gescheiterter_brief_geht_noch_einmal_mit_derselben_message_id(self, brief):
        nachricht = self._mit(brief, "gescheitert", versuche=20, fehler="kaputt")

        neu = erneut_senden(nachricht=nachricht)

        assert (neu.stand, neu.versuche, neu.fehler, neu.message_id) == (
            "wartend",
            0,
            "",
            nachricht.message_id,
        )
        assert Nachricht.objects.zustellbar().get() == neu

    def test_ein_angekommener_brief_bekommt_beim_zweiten_mal_eine_neue_message_id(self, brief):
        nachricht = self._mit(brief, "versandt", versandt_am=uhr.jetzt())

        assert erneut_senden(nachricht=nachricht).message_id not in ("", nachricht.message_id)

    @pytest.mark.parametrize("stand", ["in_zustellung", "verworfen", "erledigt"])
    def test_nicht_noch_einmal(self, brief, stand):
        with pytest.raises(ValidationError):
            erneut_senden(nachricht=self._mit(brief, stand))

    def test_verborgener_wortlaut_der_schon_weg_ist_laesst_sich_nicht_noch_einmal_senden(self, brief):
        with pytest.raises(ValidationError):
            erneut_senden(nachricht=self._mit(brief, "versandt", teile=[]))

    def test_briefe_auf_papier_gehen_nicht_in_die_elektronische_post(self, brief):
        nachricht = brief(1, weg="brief", an="")

        with pytest.raises(ValidationError):
            erneut_senden(nachricht=nachricht)
        assert anders_erledigen(nachricht=nachricht).stand == "erledigt"

    @pytest.mark.parametrize("stand", ["wartend", "gescheitert"])
    def test_auf_anderem_weg_erledigt_und_der_fehler_bleibt_lesbar(self, brief, stand):
        erledigt = anders_erledigen(nachricht=self._mit(brief, stand, fehler="Postfach voll"))

        assert (erledigt.stand, erledigt.fehler) == ("erledigt", "Postfach voll")
        assert not Nachricht.objects.zustellbar().exists()

    @pytest.mark.parametrize("stand", ["in_zustellung", "versandt", "verworfen", "erledigt"])
    def test_was_erledigt_ist_wird_nicht_erledigt(self, brief, stand):
        with pytest.raises(ValidationError):
            anders_erledigen(nachricht=self._mit(brief, stand))

    def test_ein_zurueckgekommener_brief_kam_nicht_an(self, brief):
        zurueck = zurueckgekommen(nachricht=self._mit(brief, "versandt"))

        assert (zurueck.stand, zurueck.fehler) == ("gescheitert", "Der Brief ist zurückgekommen.")

    @pytest.mark.parametrize("stand", ["wartend", "in_zustellung", "gescheitert", "verworfen"])
    def test_was_das_haus_nicht_verliess_kommt_nicht_zurueck(self, brief, stand):
        with pytest.raises(ValidationError):
            zurueckgekommen(nachricht=self._mit(brief, stand))

    def test_es_zaehlt_der_stand_in_der_datenbank_nicht_der_im_browser(self, brief):
        veraltet = self._mit(brief, "gescheitert")
        Nachricht.objects.update(stand="in_zustellung")

        with pytest.raises(ValidationError):
            anders_erledigen(nachricht=veraltet)


class TestFaelligkeit:
    def test_erst_wenn_die_uhr_des_projekts_es_sagt(self, brief):
        brief(1, faellig_am=welt.am("2024-11-14", "10:00"))

        with welt.zeit("2024-11-14", "09:59"):
            assert not Nachricht.objects.zustellbar().exists()
        with welt.zeit("2024-11-14", "10:00"):
            assert Nachricht.objects.zustellbar().exists()

    def test_geschrieben_und_faellig_sind_der_tag_des_projekts(self, brief):
        nachricht = brief(1)

        assert nachricht.erstellt_am == nachricht.faellig_am == welt.MONTAG
        assert nachricht.naechster_versuch > welt.MONTAG + timedelta(days=365)
