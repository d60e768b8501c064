"""What the meetings know about the point that asks for a preparation group: when it met first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from beirat.models import Gremium
from konferenz.beitraege import Nachweis
from konferenz.formate import datum_kurz
from konferenz.models import Konferenz, Petitumspunkt
from konferenz.queries import beschluss_zu
from planung.fristen import tag_der
from planung.models import Sitzung


def nachweise(punkt: Petitumspunkt, konferenz: Konferenz) -> list[Nachweis]:
    """Contribution `petitum_nachweis`: the first meeting of the group, and how long after the resolution it was."""
    if punkt.art != Petitumspunkt.Art.GRUPPE:
        return []
    erste = (
        Sitzung.objects.filter(
            gremium__konferenz=konferenz,
            gremium__art=Gremium.Art.VORBEREITUNGSGRUPPE,
            stand__in=(Sitzung.Stand.LAEUFT, Sitzung.Stand.BEENDET),
        )
        .order_by("beginn")
        .first()
    )
    seite, recht = reverse("planung:protokolle"), "planung.sitzung_sehen"
    if erste is None:
        return [Nachweis("offen", _("Die Gruppe hat noch nicht getagt."), seite, recht)]
    beschluss = beschluss_zu(konferenz)
    tag = tag_der(erste)
    worte = {"tag": datum_kurz(tag), "tage": (tag - beschluss.am).days if beschluss else 0}
    satz = (
        _("Die erste Sitzung war am %(tag)s, %(tage)s Tage nach dem Beschluss.")
        if beschluss
        else _("Die erste Sitzung war am %(tag)s.")
    )
    return [Nachweis("erfuellt", satz % worte, seite, recht)]
