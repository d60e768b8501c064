"""Who plays in the story: one account for each role. All people are invented; the addresses belong to nobody."""

from dataclasses import dataclass

from konferenz.models import Rolle

ANSCHRIFT = "{}@hamburg-mitte.example"


@dataclass(frozen=True)
class Figur:
    """One account: the local part of its address, and the role it has from the start.

    `rolle` is None where the role follows from a membership; `als` says it in words.
    """

    kurz: str
    name: str
    als: str
    rolle: Rolle | None = None

    @property
    def email(self) -> str:
        return ANSCHRIFT.format(self.kurz)


ADMINISTRATION = Figur("adam.fischer", "Adam Fischer", "Administration", Rolle.ADMINISTRATION)
SACHBEARBEITUNG = Figur("amira.haddad", "Amira Haddad", "Sachbearbeitung", Rolle.SACHBEARBEITUNG)
HAUSHALT = Figur("bernd.lohmann", "Bernd Lohmann", "Haushalt", Rolle.HAUSHALT)
ANORDNUNG = Figur("carla.jansen", "Carla Jansen", "Anordnung", Rolle.ANORDNUNG)
EINLASS = Figur("emil.schulz", "Emil Schulz", "Einlass", Rolle.EINLASS)
VORSITZ = Figur("deniz.aydin", "Deniz Aydın", "Vorsitz der Vorbereitungsgruppe")
BEIRAT = Figur("elif.kaya", "Elif Kaya", "Integrationsbeirat, Vorbereitungsgruppe")
BEZIRKSVERSAMMLUNG = Figur("frank.petersen", "Frank Petersen", "Bezirksversammlung, Vorbereitungsgruppe")
SCHRIFTFUEHRUNG = Figur("jonas.weber", "Jonas Weber", "Schriftführung der Vorbereitungsgruppe")

FIGUREN = (
    SACHBEARBEITUNG,
    HAUSHALT,
    ANORDNUNG,
    VORSITZ,
    BEIRAT,
    BEZIRKSVERSAMMLUNG,
    Figur("petra.sommer", "Petra Sommer", "Prüfung", Rolle.PRUEFUNG),
    SCHRIFTFUEHRUNG,
    Figur("luca.romano", "Luca Romano", "Leitung einer Arbeitsgruppe", Rolle.AG_LEITUNG),
    EINLASS,
    Figur("bea.nowak", "Bea Nowak", "Bedarfe", Rolle.BEDARFE),
    Figur("yara.suleiman", "Yara Suleiman", "Übersetzung", Rolle.UEBERSETZUNG),
    ADMINISTRATION,
)
