"""Every write of the top floor, one named function for each process."""

from anmeldung.actions.anmelden import Angaben, anmelden, fuer_jemanden_anmelden, link_erneut_senden
from anmeldung.actions.bedarfe import (
    bedarf_klaeren,
    bedarf_wieder_oeffnen,
    bedarfe_lesen,
    einwilligung_widerrufen,
)
from anmeldung.actions.fristen import fristen_pruefen, loeschfristen_anwenden
from anmeldung.actions.loeschen import loeschen, loeschungen_nachholen
from anmeldung.actions.plaetze import kontingent_anlegen, plaetze_aendern
from anmeldung.actions.stand import absagen, angaben_aendern, angebot_ablehnen, angebot_annehmen, bestaetigen

__all__ = [
    "Angaben",
    "absagen",
    "angaben_aendern",
    "angebot_ablehnen",
    "angebot_annehmen",
    "anmelden",
    "bedarf_klaeren",
    "bedarf_wieder_oeffnen",
    "bedarfe_lesen",
    "bestaetigen",
    "einwilligung_widerrufen",
    "fristen_pruefen",
    "fuer_jemanden_anmelden",
    "kontingent_anlegen",
    "link_erneut_senden",
    "loeschen",
    "loeschfristen_anwenden",
    "loeschungen_nachholen",
    "plaetze_aendern",
]
