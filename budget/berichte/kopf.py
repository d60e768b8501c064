"""What the head of every report says: the resolution, the purpose."""

from django.utils.translation import gettext as _

from budget.models import Bereitstellung
from budget.queries.beschluss import beschlossen_am
from konferenz.formate import datum, datum_mit_tag


def beschluss_in_worten(bereitstellung: Bereitstellung) -> str:
    """Paper, point and day of the vote."""
    drucksache = bereitstellung.punkt.drucksache
    am = beschlossen_am(drucksache)
    satz = _("%(drucksache)s, Punkt %(nummer)d")
    if am:
        satz = _("%(drucksache)s, Punkt %(nummer)d, beschlossen am %(tag)s")
    return satz % {"drucksache": drucksache, "nummer": bereitstellung.punkt.nummer, "tag": datum(am)}


def zweck_in_worten(bereitstellung: Bereitstellung) -> str:
    """The conference with its day and place."""
    konferenz = bereitstellung.konferenz
    ort = str(konferenz.ort.name) if konferenz.ort else ""
    return ", ".join(filter(None, [str(konferenz.titel), datum_mit_tag(konferenz.tag), ort]))
