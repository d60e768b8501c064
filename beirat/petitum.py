"""What the bodies know about the point that asks for a preparation group: who is in it, and which side is missing."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beirat.models import Gremium, Mitgliedschaft
from konferenz import uhr
from konferenz.beitraege import Nachweis
from konferenz.models import Konferenz, Petitumspunkt


def nachweise(punkt: Petitumspunkt, konferenz: Konferenz) -> list[Nachweis]:
    """Contribution `petitum_nachweis`: whether each body that is to send members has one in the group today."""
    if punkt.art != Petitumspunkt.Art.GRUPPE:
        return []
    gruppe = Gremium.objects.filter(konferenz=konferenz, art=Gremium.Art.VORBEREITUNGSGRUPPE).first()
    if gruppe is None:
        return [Nachweis("offen", _("Eine Vorbereitungsgruppe ist noch nicht eingerichtet."))]
    return [_vertreten(gruppe), *_freie_sitze(gruppe)]


def _vertreten(gruppe: Gremium) -> Nachweis:
    heute = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(vertritt=None)
    entsandt = Count("entsendungen", filter=Q(entsendungen__in=heute, entsendungen__sitz__gremium=gruppe))
    stellen = list(gruppe.entsendende.annotate(zahl=entsandt).order_by("name").values_list("name", "zahl"))
    if fehlend := [name for name, zahl in stellen if not zahl]:
        satz = _("In der Gruppe fehlen Mitglieder von: %(stellen)s.")
        return Nachweis("offen", satz % {"stellen": ", ".join(fehlend)})
    if not stellen:
        return Nachweis("offen", _("Für die Gruppe ist nicht eingetragen, wer Mitglieder entsendet."))
    zahlen = ", ".join(f"{name} {zahl}" for name, zahl in stellen)
    return Nachweis("erfuellt", _("Alle Seiten sind vertreten: %(zahlen)s.") % {"zahlen": zahlen})


def _freie_sitze(gruppe: Gremium) -> list[Nachweis]:
    besetzt = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(vertritt=None)
    frei = gruppe.sitze.exclude(mitgliedschaften__in=besetzt).count()
    if not frei:
        return []
    satz = ngettext("Ein Sitz der Gruppe ist frei.", "%(zahl)s Sitze der Gruppe sind frei.", frei)
    return [Nachweis("hinweis", satz % {"zahl": frei})]
