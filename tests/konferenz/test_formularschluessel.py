"""I17: a form sent twice with the same key works once."""

from threading import Barrier
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from konferenz.actions.formularschluessel import einloesen, ergebnis_merken
from konferenz.forms.schluessel import MitSchluessel
from konferenz.models import Formularschluessel, Ort
from tests.gleichzeitig import gleichzeitig

INHALT = {"name": "İpek Gül-Şahin", "anzahl": 2}


@pytest.mark.django_db
def test_das_erste_mal_ist_frei_das_zweite_zeigt_das_erste_ergebnis():
    schluessel = uuid4()

    assert einloesen(schluessel, INHALT) is None
    ergebnis_merken(schluessel, "ort:7")

    assert einloesen(schluessel, dict(reversed(INHALT.items()))).ergebnis == "ort:7"
    assert Formularschluessel.objects.count() == 1


@pytest.mark.django_db
def test_derselbe_schluessel_mit_anderem_inhalt_wird_erklaert():
    schluessel = uuid4()
    einloesen(schluessel, INHALT)

    with pytest.raises(ValidationError) as fehler:
        einloesen(schluessel, {**INHALT, "anzahl": 3})

    assert fehler.value.code == "schluessel_verbraucht"


@pytest.mark.django_db
def test_mehrfachauswahl_zaehlt_zum_inhalt():
    schluessel = uuid4()
    einloesen(schluessel, QueryDict("bedarf=a&bedarf=b"))

    assert einloesen(schluessel, QueryDict("bedarf=a&bedarf=b")) is not None
    with pytest.raises(ValidationError):
        einloesen(schluessel, QueryDict("bedarf=b"))


@pytest.mark.django_db
def test_vom_inhalt_bleibt_kein_wort():
    einloesen(uuid4(), INHALT)

    assert "pek" not in Formularschluessel.objects.get().inhalt


@pytest.mark.django_db(transaction=True)
def test_ohne_transaktion_ist_es_ein_fehler_im_programm():
    with pytest.raises(transaction.TransactionManagementError):
        einloesen(uuid4(), INHALT)


@pytest.mark.django_db(transaction=True)
def test_scheitert_die_wirkung_ist_der_schluessel_wieder_frei():
    schluessel = uuid4()
    with transaction.atomic():
        assert einloesen(schluessel, INHALT) is None
        transaction.set_rollback(True)

    with transaction.atomic():
        assert einloesen(schluessel, INHALT) is None


@pytest.mark.django_db(transaction=True)
def test_acht_gleichzeitige_absendungen_wirken_einmal():
    schluessel = uuid4()

    def absenden():
        with transaction.atomic():
            if (frueher := einloesen(schluessel, INHALT)) is not None:
                return frueher.ergebnis
            ort = Ort.objects.create(name="Bürgerhaus")
            ergebnis_merken(schluessel, str(ort.pk))
            return str(ort.pk)

    ergebnisse = gleichzeitig([absenden] * 8)

    assert Ort.objects.count() == 1
    assert set(ergebnisse) == {str(Ort.objects.get().pk)}


@pytest.mark.django_db(transaction=True)
def test_gegenprobe_erst_nachsehen_dann_anlegen_wirkt_mehrfach():
    schluessel = uuid4()
    alle_sahen_nach = Barrier(8)

    def absenden():
        with transaction.atomic():
            bekannt = Formularschluessel.objects.filter(pk=schluessel).exists()
            alle_sahen_nach.wait()
            if not bekannt:
                Ort.objects.create(name="Bürgerhaus")

    gleichzeitig([absenden] * 8)

    assert Ort.objects.count() == 8


class _Form(MitSchluessel, forms.Form):
    name = forms.CharField()


class TestFormular:
    def test_jedes_gezeigte_formular_hat_einen_eigenen_schluessel(self):
        assert _Form()["schluessel"].value() != _Form()["schluessel"].value()

    def test_kommt_es_mit_fehlern_zurueck_bleibt_der_schluessel(self):
        schluessel = str(uuid4())
        formular = _Form({"name": "", "schluessel": schluessel})

        assert not formular.is_valid()
        assert formular["schluessel"].value() == schluessel

    def test_angaben_sind_die_eingaben_ohne_schluessel(self):
        schluessel = uuid4()
        formular = _Form({"name": "Gül", "schluessel": str(schluessel)})

        assert formular.is_valid()
        assert formular.formularschluessel == schluessel
        assert formular.angaben() == {"name": "Gül"}

    @pytest.mark.parametrize("wert", [None, "", "kein-schluessel"])
    def test_ohne_brauchbaren_schluessel_bittet_es_neu_zu_laden(self, wert):
        formular = _Form({"name": "Gül", **({"schluessel": wert} if wert is not None else {})})

        assert not formular.is_valid()
        assert "laden Sie die Seite neu" in str(formular.errors["schluessel"])
