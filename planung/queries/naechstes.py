"""What to do next about a meeting, for one account."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from konferenz import uhr
from konferenz.beitraege import Schritt
from konferenz.formate import datum
from planung.fristen import letzter_versandtag, tag_der
from planung.models import Sitzung
from planung.queries.lage import Blatt

Stand = Sitzung.Stand


def naechster_schritt(blatt: Blatt) -> Schritt:
    """What to do next about a meeting; without an address there is nothing to do for this account."""
    frage = {
        Stand.GEPLANT: _vor_der_einladung,
        Stand.EINGELADEN: _vor_der_sitzung,
        Stand.LAEUFT: _in_der_sitzung,
        Stand.BEENDET: _nach_der_sitzung,
    }.get(Stand(blatt.sitzung.stand))
    return frage(blatt) if frage else _nichts(_("Die Sitzung fällt aus"), blatt.sitzung.absagegrund)


def _nichts(titel: str, grund: str) -> Schritt:
    return Schritt(titel, grund, "", "")


def _vor_der_einladung(blatt: Blatt) -> Schritt:
    sitzung, frist = blatt.sitzung, letzter_versandtag(blatt.sitzung)
    if not blatt.benutzer.has_perm("planung.einladen", sitzung):
        return _nichts(
            _("Die Sitzung wird vorbereitet"), _("Sie bekommen eine Einladung mit der Tagesordnung.")
        )
    if sitzung.hat_begonnen:
        ziel = reverse("planung:sitzung-aendern", args=[sitzung.pk])
        satz = _("Verlegen Sie die Sitzung oder sagen Sie sie ab.")
        return Schritt(_("Der Termin ist vorbei, eingeladen wurde nicht"), satz, ziel, _("Sitzung verlegen"))
    if sitzung.form != Sitzung.Form.DIGITAL and sitzung.ort_id is None:
        ziel = reverse("planung:sitzung-aendern", args=[sitzung.pk])
        satz = _("Ohne Ort kann niemand eingeladen werden.")
        return Schritt(_("Ort der Sitzung festlegen"), satz, ziel, _("Ort festlegen"), frist)
    satz = _("Versand bis %(tag)s wahrt die Ladungsfrist von %(tage)s Tagen.") % {
        "tag": datum(frist), "tage": sitzung.gremium.ladungsfrist_tage,
    }  # fmt: skip
    if frist < uhr.heute():
        satz = _("Die Ladungsfrist ist seit %(tag)s verkürzt, die Einladung braucht einen Grund.") % {
            "tag": datum(frist)
        }
    ziel = reverse("planung:einladung", args=[sitzung.pk])
    return Schritt(_("Tagesordnung prüfen und einladen"), satz, ziel, _("Einladung prüfen"), frist)


def _in_der_sitzung(blatt: Blatt) -> Schritt:
    titel = _("Die Sitzung läuft")
    if not blatt.benutzer.has_perm("planung.sitzung_leiten", blatt.sitzung):
        return _nichts(titel, _("Anwesenheit und Ergebnisse hält die Schriftführung fest."))
    ziel = reverse("planung:sitzung-live", args=[blatt.sitzung.pk])
    return Schritt(titel, _("Hier schreiben Sie mit, was besprochen wird."), ziel, _("Zur Mitschrift"))


def _nach_der_sitzung(blatt: Blatt) -> Schritt:
    protokoll = blatt.protokoll
    if protokoll is None:
        return _nichts(_("Die Niederschrift wird geschrieben"), _("Sie bekommen sie, sobald sie fertig ist."))
    if protokoll.ist_genehmigt:
        return _nichts(_("Die Niederschrift ist genehmigt"), _("Sie kann nicht mehr geändert werden."))
    satz = _("Stand: %(stand)s") % {"stand": protokoll.get_stand_display()}
    return Schritt(
        _("Niederschrift bis zur Genehmigung führen"),
        satz,
        protokoll.get_absolute_url(),
        _("Zur Niederschrift"),
    )


def _vor_der_sitzung(blatt: Blatt) -> Schritt:
    if blatt.sitzung.hat_begonnen or tag_der(blatt.sitzung) == uhr.heute():
        return _am_tag(blatt)
    return _vor_dem_tag(blatt)


def _am_tag(blatt: Blatt) -> Schritt:
    if not blatt.benutzer.has_perm("planung.sitzung_leiten", blatt.sitzung):
        return _vor_dem_tag(blatt) if not blatt.sitzung.hat_begonnen else _in_der_sitzung(blatt)
    ziel = reverse("planung:sitzung-eroeffnen", args=[blatt.sitzung.pk])
    satz = _("Danach tragen Sie ein, wer da ist, und rufen die Punkte auf.")
    return Schritt(_("Sitzung eröffnen"), satz, ziel, _("Sitzung eröffnen"), tag_der(blatt.sitzung))


def _vor_dem_tag(blatt: Blatt) -> Schritt:
    eigener = blatt.eigener
    if eigener is not None and eigener.teilnahme is None:
        ziel = reverse("planung:antworten", args=[blatt.sitzung.pk])
        return Schritt(
            _("Kommen Sie zu dieser Sitzung?"), _("Sie haben noch nicht geantwortet."), ziel, _("Antworten")
        )
    darf = blatt.benutzer.has_perm("planung.einladen", blatt.sitzung)
    if darf and blatt.ist_geaendert:
        ziel = reverse("planung:nachtrag", args=[blatt.sitzung.pk])
        satz = _("Die Mitglieder erfahren es erst, wenn Sie den Nachtrag versenden.")
        return Schritt(_("Die Tagesordnung ist seit dem Versand geändert"), satz, ziel, _("Nachtrag prüfen"))
    if darf and blatt.ohne_antwort:
        zahl = len(blatt.ohne_antwort)
        titel = ngettext(
            "%(zahl)s Mitglied hat noch nicht geantwortet", "%(zahl)s Mitglieder haben noch nicht geantwortet", zahl
        ) % {"zahl": zahl}  # fmt: skip
        ziel = reverse("planung:sitzung", args=[blatt.sitzung.pk]) + "#antworten"
        satz = ", ".join(blatt.ohne_antwort) + ". " + _naechste_erinnerung(blatt)
        return Schritt(titel, satz, ziel, _("Antworten eintragen"))
    return _nichts(_("Alles ist vorbereitet"), _naechste_erinnerung(blatt))


def _naechste_erinnerung(blatt: Blatt) -> str:
    offen = [eine for eine in blatt.erinnerungen if eine.lauf is None]
    if not offen:
        return _("Es geht keine Erinnerung mehr hinaus.")
    return _("Die nächste Erinnerung geht am %(tag)s von selbst hinaus.") % {"tag": datum(offen[0].wann)}
