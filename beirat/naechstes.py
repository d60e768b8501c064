"""What is to be done so that a body can work, computed from its seats."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from beirat.models import Gremium, Mitgliedschaft
from beirat.queries import Sitzlage, fehlende_stellen
from konferenz import uhr
from konferenz.beitraege import Schritt
from konferenz.models import Benutzer, Drucksache, Konferenz, Petitumspunkt


def schritte(benutzer: Benutzer, konferenz: Konferenz | None) -> list[Schritt]:
    """Contribution `naechstes`: who decides on the conference asks for its preparation group (petitum 2)."""
    if konferenz is None or konferenz.ist_vorbei or not benutzer.has_perm("beirat.gremium_bearbeiten"):
        return []
    if konferenz.drucksache is None or konferenz.drucksache.stand != Drucksache.Stand.BESCHLOSSEN:
        return []
    gruppe = konferenz.gremien.filter(art=Gremium.Art.VORBEREITUNGSGRUPPE).first()
    if gruppe is None and not konferenz.drucksache.punkte.filter(art=Petitumspunkt.Art.GRUPPE).exists():
        return []
    if gruppe is None:
        return [
            Schritt(
                _("Vorbereitungsgruppe einsetzen"),
                _("Der Beschluss verlangt sie schnellstmöglich, aus beiden Gremien."),
                reverse("beirat:gruppe", kwargs={"kennung": konferenz.kennung}),
                _("Gruppe einsetzen"),
                rang=35,
            )
        ]
    fehlend = fehlende_stellen(gruppe, uhr.heute())
    return [mitglieder_benennen(gruppe, fehlend)] if fehlend else []


def mitglieder_benennen(gremium: Gremium, fehlend: Iterable[Gremium]) -> Schritt:
    """S31: a body that is to send members has sent none."""
    return Schritt(
        _("Mitglieder benennen: %(stellen)s") % {"stellen": ", ".join(stelle.name for stelle in fehlend)},
        _("Nach dem Beschluss gehören Mitglieder jeder entsendenden Stelle zur %(gremium)s.")
        % {"gremium": gremium.name},
        reverse("beirat:aufnehmen", kwargs={"pk": gremium.pk}),
        _("Mitglied aufnehmen"),
        rang=36,
    )


def im_gremium(gremium: Gremium, lagen: list[Sitzlage], tag: date) -> Schritt | None:
    """The one next step on the page of a body; None if it can work."""
    fehlend = fehlende_stellen(gremium, tag)
    if fehlend:
        return mitglieder_benennen(gremium, fehlend)
    if not any(lage.inhaber for lage in lagen):
        return Schritt(
            _("Das erste Mitglied aufnehmen"),
            _("Aus der Mitgliedschaft folgt, wer eingeladen wird und was jemand sehen und tun darf."),
            reverse("beirat:aufnehmen", kwargs={"pk": gremium.pk}),
            _("Mitglied aufnehmen"),
        )
    return _vorsitz(gremium, lagen) or _zugang(lagen)


def _vorsitz(gremium: Gremium, lagen: list[Sitzlage]) -> Schritt | None:
    heutige = [lage.inhaber for lage in lagen if lage.inhaber]
    if any(eine.funktion == Mitgliedschaft.Funktion.VORSITZ for eine in heutige):
        return None
    erste = next((eine for eine in heutige if eine.funktion == Mitgliedschaft.Funktion.MITGLIED), heutige[0])
    return Schritt(
        _("Vorsitz eintragen"),
        _("Der Vorsitz lädt ein und stimmt der Niederschrift zu. Ändern Sie die Funktion eines Mitglieds."),
        reverse("beirat:mitgliedschaft", kwargs={"pk": erste.pk}),
        _("Funktion ändern"),
    )


def _zugang(lagen: list[Sitzlage]) -> Schritt | None:
    """Chair and minute-taker cannot do their work without an account."""
    funktionen = (Mitgliedschaft.Funktion.VORSITZ, Mitgliedschaft.Funktion.SCHRIFTFUEHRUNG)
    for lage in lagen:
        eine = lage.inhaber
        if eine and eine.funktion in funktionen and eine.person.benutzer_id is None:
            return Schritt(
                _("%(name)s einladen, sich anzumelden") % {"name": eine.person},
                _("%(funktion)s braucht einen Zugang zum Arbeitsbereich.")
                % {"funktion": eine.get_funktion_display()},
                reverse("beirat:person", kwargs={"pk": eine.person_id}),
                _("Zur Person"),
            )
    return None
