"""What meetings say about a body on its page."""

from datetime import date

from django.utils.translation import gettext as _

from beirat.models import Gremium
from konferenz import formate, uhr
from konferenz.beitraege import Angabe
from konferenz.queries import beschluss_zu
from planung.fristen import tag_der
from planung.models import Sitzung


def angaben(gremium: Gremium) -> list[Angabe]:
    """Contribution `gremium`: the next meeting; for a preparation group how long it took from the resolution to the
    first one ("as fast as possible", petitum 2)."""
    naechste = gremium.sitzungen.kommend().first()
    zeilen = [Angabe(_("nächste Sitzung"), _wann(naechste) if naechste else _("noch keine geplant"))]
    if gremium.konferenz is not None and gremium.art == Gremium.Art.VORBEREITUNGSGRUPPE:
        beschluss = beschluss_zu(gremium.konferenz)
        if beschluss is not None:
            zeilen.append(_seit_beschluss(beschluss.am, erste_sitzung(gremium)))
    return zeilen


def erste_sitzung(gremium: Gremium) -> Sitzung | None:
    """The first meeting that was not cancelled, past or to come."""
    return gremium.sitzungen.exclude(stand=Sitzung.Stand.ABGESAGT).order_by("beginn").first()


def _wann(sitzung: Sitzung) -> str:
    return _("%(sitzung)s am %(tag)s, %(zeit)s Uhr") % {
        "sitzung": sitzung,
        "tag": formate.datum(sitzung.beginn),
        "zeit": formate.uhrzeit(sitzung.beginn),
    }


def _seit_beschluss(am: date, erste: Sitzung | None) -> Angabe:
    tage = ((tag_der(erste) if erste else uhr.heute()) - am).days
    if erste is None:
        wert = _("seit %(tage)s Tagen keine Sitzung") % {"tage": tage}
    else:
        wert = _("%(tage)s Tage") % {"tage": tage}
    bis = f" – {formate.datum_kurz(erste.beginn)}" if erste else ""
    return Angabe(_("vom Beschluss bis zur ersten Sitzung"), wert, satz=formate.datum_kurz(am) + bis)
