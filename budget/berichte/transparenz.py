"""Grants for the transparency portal (HmbTG § 3 Absatz 1 Nummer 14): recipient, purpose, amount, day. No address, no
natural person by name."""

from django.utils.translation import gettext as _

from budget.models import Bereitstellung, Buchung, Vorgang
from budget.queries.kostenrahmen import oeffentlicher_zweck
from budget.queries.stand import summen_je
from konferenz.bericht import Spalte, Tabelle
from konferenz.models import Bezirk


def zuwendungen(bereitstellung: Bereitstellung, bezirk: Bezirk | None) -> Tabelle:
    """One row for each grant with a notice that still binds or has paid money; two statements."""
    vorgaenge = (
        bereitstellung.vorgaenge.filter(form=Vorgang.Form.ZUWENDUNG, bescheid_am__isnull=False)
        .select_related("empfaenger", "position")
        .order_by("bescheid_am", "nummer")
    )
    summen = summen_je(Buchung.objects.filter(bereitstellung=bereitstellung), "vorgang")
    zeilen = [
        [
            bezirk.behoerde if bezirk else "",
            vorgang.empfaenger.oeffentlicher_name if vorgang.empfaenger else "",
            oeffentlicher_zweck(vorgang),
            summen[vorgang.pk].gebunden,
            vorgang.bescheid_am,
            str(bereitstellung.punkt.drucksache),
        ]
        for vorgang in vorgaenge
        if vorgang.pk in summen and summen[vorgang.pk].gebunden
    ]
    return Tabelle(
        _("Zuwendungen, in Euro"),
        _("Zuwendungen"),
        [
            Spalte(_("Zuwendungsgeber"), 30),
            Spalte(_("Empfänger"), 34),
            Spalte(_("Zweck"), 40),
            Spalte(_("Betrag in Euro"), ist_zahl=True),
            Spalte(_("Bescheid vom"), 13),
            Spalte(_("Beschluss"), 14),
        ],
        zeilen,
        leer=_("Es gibt noch keine Zuwendung mit Bescheid."),
    )
