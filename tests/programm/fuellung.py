"""A programme in every state that its pages can show, and accounts that lead or translate it."""

from dataclasses import dataclass, field

from i18nfield.strings import LazyI18nString

from konferenz import uhr
from konferenz.models import Benutzer, Konferenz
from planung.models import Thema
from programm.actions.freigeben import freigeben
from programm.actions.gruppe import gruppe_absagen, gruppe_anlegen
from programm.actions.raster import einplanen
from programm.models import (
    Arbeitsgruppe,
    Mitwirkende,
    Mitwirkung,
    Programmfassung,
    Programmpunkt,
    Raum,
    Verfuegbarkeit,
)
from tests.personen import person as konto
from tests.programm.welt import Programm, Rolle, programm, um


@dataclass
class Fuellung(Programm):
    """The world of the programme with one of everything beside it."""

    luca: Mitwirkende = None  # type: ignore[assignment]
    aufgabe: Mitwirkung = None  # type: ignore[assignment]
    zeit: Verfuegbarkeit = None  # type: ignore[assignment]
    thema: Thema = None  # type: ignore[assignment]
    fassung: Programmfassung = None  # type: ignore[assignment]
    wartend: Programmpunkt = None  # type: ignore[assignment]
    abgesagt: Arbeitsgruppe = None  # type: ignore[assignment]
    konten: dict[str, Benutzer] = field(default_factory=dict)

    def nummer(self, seite: str) -> int:
        """Number of the object in the address of this page."""
        objekte = {
            "mitwirkende": self.luca,
            "aufgabe": self.luca,
            "zeit": self.luca,
            "text": self.arbeit,
            "raum": self.raeume["Raum 1.12"],
            "zeitfenster": self.fenster[1],
            "punkt": self.auftakt,
            "gruppe": self.thema if seite == "gruppe-aus-thema" else self.arbeit,
        }
        return objekte[seite.partition("-")[0]].pk


def fuelle(konferenz: Konferenz) -> Fuellung:
    """Store it; the leader of working group 1 has an account."""
    p = Fuellung(**vars(programm(konferenz)))
    p.arbeit.ziele = LazyI18nString(
        {"de": "Was hilft beim Weg in den Beruf?\n\nWir sammeln Erfahrungen.", "en": "What helps?"}
    )
    p.arbeit.leitfragen = LazyI18nString({"de": "Was fehlt heute?\nWas hat geholfen?"})
    p.arbeit.dolmetschen, p.arbeit.gebaerdensprache, p.arbeit.plaetze = ["ar", "tr"], True, 35
    p.arbeit.save()
    p.thema = Thema.objects.create(konferenz=konferenz, titel="Sprache lernen", stand=Thema.Stand.GEWAEHLT)
    dritte = Arbeitsgruppe(konferenz=konferenz, titel=LazyI18nString({"de": "Gesundheit"}))
    p.abgesagt = gruppe_absagen(gruppe=gruppe_anlegen(gruppe=dritte, person=p.amira), person=p.amira)
    p.wartend = p.punkt(titel=LazyI18nString({"de": "Markt der Möglichkeiten"}))
    p.raeume["Saal im Keller"] = Raum.objects.create(
        ort=konferenz.ort, name="Saal im Keller", plaetze=12, position=9
    )
    p.punkt(
        art="arbeitsgruppe", arbeitsgruppe=p.arbeit, zeitfenster=p.fenster[0], raum=p.raeume["Saal im Keller"],
        titel=LazyI18nString({"de": "Fragen sammeln"}),
    )  # fmt: skip
    _besetze(p)
    p.fassung = freigeben(konferenz=konferenz, person=p.amira)
    raumwechsel = p.treffen(p.wohnen, 1)
    einplanen(punkt=raumwechsel, zeitfenster=p.fenster[3], raum=p.raeume["Großer Saal"], person=p.amira)
    return p


def _besetze(p: Fuellung) -> None:
    luca = p.mensch(
        "Luca Romano",
        sprachen=["de", "tr"],
        ueber=LazyI18nString({"de": "Berät seit zehn Jahren Menschen auf dem Weg in den Beruf."}),
        zustimmung_am=uhr.jetzt(),
        zustimmung_nachweis="Akte 12",
        ist_oeffentlich=True,
    )
    p.konten["leitung"] = konto("ag_leitung", name="Luca Romano", email="luca@bezirk.example")
    luca.person.benutzer = p.konten["leitung"]
    luca.person.save()
    leila = p.mensch("ليلى حداد", sprachen=["ar", "de"])
    for mensch, rolle, sprache in ((luca, Rolle.LEITUNG, ""), (leila, Rolle.DOLMETSCHEN, "ar")):
        Mitwirkung.objects.create(mitwirkende=mensch, arbeitsgruppe=p.arbeit, rolle=rolle, sprache=sprache)
    p.luca, p.aufgabe = luca, luca.mitwirkungen.get()
    p.zeit = Verfuegbarkeit.objects.create(mitwirkende=luca, beginn=um("11:00"), ende=um("13:00"))
