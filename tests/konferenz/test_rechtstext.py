"""Saving a legal text renders it once, safely."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from i18nfield.strings import LazyI18nString

from konferenz.actions.rechtstext import darstellen, rechtstext_speichern
from konferenz.models import Rechtstext
from tests import welt


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# Titel", "<h2>Titel</h2>\n"),
        ("###### Tief", "<h6>Tief</h6>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](https://a.example)", '<p><a href="https://a.example">x</a></p>\n'),
        (
            "![x](https://a.example/zaehlpixel.gif)",
            '<p>!<a href="https://a.example/zaehlpixel.gif">x</a></p>\n',
        ),
    ],
)
def test_markdown_wird_sicheres_html(markdown: str, html: str) -> None:
    assert darstellen(markdown) == html


def test_eine_tabelle_nennt_in_jeder_zelle_ihre_spalte_und_hat_kein_style_attribut() -> None:
    html = re.sub(r"\n", "", darstellen("|A|<B>|\n|-:|-|\n|1|*2*|"))
    assert html == (
        '<div class="app-tabelle app-tabelle--stapel"><table class="kern-table kern-table--small">'
        '<thead><tr class="kern-table__row"><th class="kern-table__header" scope="col">A</th>'
        '<th class="kern-table__header" scope="col">&lt;B&gt;</th></tr></thead>'
        '<tbody><tr class="kern-table__row"><td class="kern-table__cell" data-titel="A"><span>1</span></td>'
        '<td class="kern-table__cell" data-titel="&lt;B&gt;"><span><em>2</em></span></td></tr></tbody></table></div>'
    )


def test_zwei_tabellen_haben_jede_ihre_spalten() -> None:
    html = darstellen("|A|\n|-|\n|1|\n\n|B|\n|-|\n|2|")
    assert re.findall(r'data-titel="(.)"', html) == ["A", "B"]


@pytest.mark.django_db
class TestSpeichern:
    def test_jede_sprache_wird_dargestellt(self) -> None:
        text = rechtstext_speichern(art="impressum", text={"de": "Hallo", "en": "Hello", "ar": "  "})
        assert text.text.data == {"de": "Hallo", "en": "Hello"}
        assert text.html.data == {"de": "<p>Hallo</p>\n", "en": "<p>Hello</p>\n"}
        assert (text.version, text.stand) == (1, date(2024, 9, 2))

    def test_die_fassung_steigt_nur_wenn_sich_der_wortlaut_aendert(self) -> None:
        rechtstext_speichern(art="impressum", text={"de": "Eins"})
        with welt.zeit("2024-10-01"):
            gleich = rechtstext_speichern(art="impressum", text=LazyI18nString({"de": "Eins ", "en": ""}))
            assert (gleich.version, gleich.stand) == (1, date(2024, 9, 2))
            anders = rechtstext_speichern(art="impressum", text={"de": "Zwei"})
        assert (anders.version, anders.stand) == (2, date(2024, 10, 1))
        assert Rechtstext.objects.get().html.data == {"de": "<p>Zwei</p>\n"}

    def test_ein_angegebener_stand_gilt(self) -> None:
        text = rechtstext_speichern(art="impressum", text={"de": "Eins"}, stand=date(2024, 1, 1))
        assert text.stand == date(2024, 1, 1)

    @pytest.mark.parametrize(
        ("art", "text", "grund"),
        [
            ("impressum", {"en": "Hello"}, "Der deutsche Text fehlt"),
            ("impressum", {"de": " "}, "Der deutsche Text fehlt"),
            ("impressum", {"de": "Hallo", "xx": "?"}, "Unbekannte Sprache: xx"),
            ("agb", {"de": "Hallo"}, "Diesen Rechtstext gibt es nicht"),
        ],
    )
    def test_was_nicht_geht_wird_nicht_gespeichert(self, art: str, text: dict[str, str], grund: str) -> None:
        with pytest.raises(ValidationError, match=grund):
            rechtstext_speichern(art=art, text=text)
        assert not Rechtstext.objects.exists()
