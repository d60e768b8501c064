"""The certificate of attendance, in the active language."""

from django.utils.translation import gettext as _

from anmeldung.gruppenlage import eigene_gruppen
from anmeldung.models import Anmeldung, Platz
from konferenz.bericht import Abschnitt, Bericht, Liste, Text
from konferenz.formate import datum_mit_tag


def als_bericht(anmeldung: Anmeldung) -> Bericht:
    """Who took part in what, when and where; the working groups in which she had a seat."""
    konferenz = anmeldung.konferenz
    ort = ", ".join(filter(None, [konferenz.ort.name, konferenz.ort.anschrift])) if konferenz.ort else ""
    gruppen = [
        str(eine.kontingent.arbeitsgruppe.titel)
        for eine in eigene_gruppen(anmeldung)
        if isinstance(eine, Platz) and not eine.angeboten_bis and eine.kontingent.arbeitsgruppe
    ]
    bausteine = [Text(_("%(name)s hat an der Konferenz teilgenommen.") % {"name": anmeldung.name})]
    abschnitte = [Abschnitt("", bausteine)]
    if gruppen:
        abschnitte.append(Abschnitt(_("Arbeitsgruppen"), [Liste(gruppen)]))
    return Bericht(
        titel=_("Teilnahmebescheinigung"),
        unterzeile=str(konferenz.titel),
        angaben=[(_("Wann"), datum_mit_tag(konferenz.beginn)), (_("Wo"), ort)],
        abschnitte=abschnitte,
    )
