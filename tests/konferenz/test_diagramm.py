"""Charts as numbers for the template."""

from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.translation import override

from konferenz.diagramm import Saeule, Saeulen, Teil, balken, saeulen


def test_die_hoechste_saeule_ist_voll_hoch_und_null_hat_keine_hoehe():
    assert saeulen([("KW 32", 0), ("KW 33", 40)]) == Saeulen(
        [
            Saeule("KW 32", 0, "3.50", "18.00", "12.50", "118.00", "0.00", "110.00"),
            Saeule("KW 33", 40, "28.50", "18.00", "37.50", "26.00", "92.00", "18.00"),
        ]
    )


def test_ohne_werte_gibt_es_keine_saeule():
    assert saeulen([]) == Saeulen([])
    assert [saeule.hoehe for saeule in saeulen([("KW 32", 0)]).saeulen] == ["0.00"]


def test_die_teile_des_balkens_fuellen_ihn_und_sehen_verschieden_aus():
    ergebnis = balken([("gezahlt", Decimal(30), "30 €"), ("frei", Decimal(10), "10 €")])
    assert ergebnis.teile == [
        Teil("gezahlt", "30 €", "0.00", "75.00", "d-flaeche-1 d-trenn", "d-flaeche-1", ""),
        Teil("frei", "10 €", "75.00", "25.00", "d-trenn", "", "muster-streifen"),
    ]
    assert ergebnis.in_worten == "gezahlt: 30 €, frei: 10 €"


def test_ein_leerer_balken_teilt_nicht_durch_null():
    assert [teil.breite for teil in balken([("frei", 0, "0 €")]).teile] == ["0.00"]


def test_das_bild_sagt_seinen_inhalt_in_worten_und_rechnet_mit_punkt():
    with override("de"):
        bild = render_to_string(
            "_teile/saeulen.html",
            {"diagramm": saeulen([("KW 32", 12), ("KW 33", 19)]), "unterschrift": "Je Woche"},
        )
    assert 'aria-label="Je Woche: KW 32: 12, KW 33: 19"' in bild
    assert 'x="3.50%"' in bild
    assert "style=" not in bild
