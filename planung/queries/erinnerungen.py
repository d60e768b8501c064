"""Letters of a meeting: what went out and what will, to how many."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from konferenz.formate import Stand
from planung.fristen import faellig_am
from planung.models import Einladung, Erinnerung, Erinnerungslauf, Sitzung


@dataclass(frozen=True)
class Post:
    """One sending of a meeting: an invitation or a reminder."""

    wann: datetime
    was: str
    an: str
    stand: Stand
    erinnerung: Erinnerung | None = None
    lauf: Erinnerungslauf | None = None


def erinnerungspost(sitzung: Sitzung) -> list[Post]:
    """Reminders of the present time of the meeting, the earliest first; two statements."""
    laeufe = Erinnerungslauf.objects.filter(erinnerung__sitzung=sitzung, generation=sitzung.generation)
    je_erinnerung = {lauf.erinnerung_id: lauf for lauf in laeufe}
    post = [_erinnerung(sitzung, eine, je_erinnerung.get(eine.pk)) for eine in sitzung.erinnerungen.all()]
    return sorted(post, key=lambda eine: eine.wann)


def _erinnerung(sitzung: Sitzung, eine: Erinnerung, lauf: Erinnerungslauf | None) -> Post:
    alle = _("die zugesagt haben") if eine.nur_zusagen else _("alle, die nicht abgesagt haben")
    an = _("%(zahl)s Personen") % {"zahl": lauf.briefe} if lauf else alle
    return Post(
        wann=faellig_am(eine, sitzung.beginn),
        was=_("Erinnerung, %(vorlauf)s") % {"vorlauf": eine},
        an=an,
        stand=_stand(sitzung, lauf),
        erinnerung=eine,
        lauf=lauf,
    )


def _stand(sitzung: Sitzung, lauf: Erinnerungslauf | None) -> Stand:
    if lauf is None and sitzung.stand in (Sitzung.Stand.ABGESAGT, Sitzung.Stand.BEENDET):
        return Stand("neutral", _("entfällt"))
    if lauf is None:
        return Stand("neutral", _("geplant"))
    if lauf.ergebnis == Erinnerungslauf.Ergebnis.GESCHRIEBEN:
        return Stand("success", _("versandt"))
    return Stand("neutral", _("entfallen, es war zu spät"))


def einladungspost(sitzung: Sitzung) -> list[Post]:
    """Invitation and supplements that were sent; one statement."""
    reihe = Einladung.objects.filter(sitzung=sitzung).annotate(zahl=Count("zustellungen")).order_by("version")
    return [
        Post(eine.versandt_am, str(eine), _("%(zahl)s Personen") % {"zahl": eine.zahl}, _fristgerecht(eine))
        for eine in reihe
    ]


def _fristgerecht(einladung: Einladung) -> Stand:
    if einladung.ist_verkuerzt:
        return Stand("warning", _("versandt, Ladungsfrist verkürzt"))
    return Stand("success", _("versandt"))
