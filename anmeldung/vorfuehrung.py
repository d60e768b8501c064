"""The registrations of the demonstration: invented people, played through the product's own actions with the clock
of each day.

As of Monday, 2 September 2024: 84 confirmed (12, 19, 24 and 29 in the weeks 32 to 35), 7 unconfirmed, 5 cancelled.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from anmeldung import actions
from anmeldung.models import Anmeldung
from konferenz import uhr
from konferenz.models import Benutzer, Konferenz

BERLIN = ZoneInfo("Europe/Berlin")
ERSTE_WOCHE = date(2024, 8, 5)
JE_WOCHE = (12, 19, 24, 29)
UNBESTAETIGT = 7
ABGESAGT = 5
PLAETZE = 120
_RAUM = UUID("7d1f2c3e-0000-4000-8000-000022004292")

_NACHNAMEN = {
    "de": (
        "Jensen",
        "Petersen",
        "Krüger",
        "Öztürk",
        "Nowak",
        "Yıldız",
        "Hassan",
        "Schäfer",
        "Müller",
        "Ahlers",
        "Mehari",
        "Wójcik",
    ),
    "tr": ("Gül-Şahin", "Kaya", "Çelik", "İnan", "Aydın"),
    "ar": ("الزهراء", "حداد", "الأحمد", "منصور"),
    "fa-af": ("Ahmadi", "Rahimi", "Noori"),
    "uk": ("Bondarenko", "Kovalenko", "Шевченко"),
    "ru": ("Иванова", "Соколов"),
    "en": ("Okafor", "Mensah", "Adeyemi"),
    "pl": ("Kowalska", "Zieliński"),
    "de-simple": ("Ali", "Tesfay"),
}
_VORNAMEN = {
    "de": (
        "Karin",
        "Jörg",
        "Agnieszka",
        "Selam",
        "Abdi",
        "Emine",
        "Thomas",
        "Birgit",
        "Lars",
        "Fatma",
        "Ngozi",
        "Uwe",
    ),
    "tr": ("İpek", "Mehmet", "Ayşe", "Emre"),
    "ar": ("فاطمة", "ليلى", "عمر", "يوسف"),
    "fa-af": ("Mariam", "Farid", "Zohra"),
    "uk": ("Oksana", "Tetiana", "Олена"),
    "ru": ("Анна", "Игорь"),
    "en": ("Chidi", "Grace", "Kwame"),
    "pl": ("Agnieszka", "Piotr"),
    "de-simple": ("Sahra", "Yonas"),
}
_ORGANISATIONEN = (
    "",
    "",
    "",
    "",
    "Nachbarschaftstreff Elbinsel",
    "Elternverein Horn",
    "Sprachbrücke Billstedt",
    "Sportverein Veddel 08",
)
_BEDARFE = (
    {"arten": ["rollstuhl"]},
    {"arten": ["nuss"]},
    {"arten": ["vegan"]},
    {"arten": ["ohne_schwein", "kinderbetreuung"]},
    {"arten": ["dgs"]},
    {"dolmetschen": "tr"},
    {"dolmetschen": "ar"},
    {"dolmetschen": "fa-af", "arten": ["kinderbetreuung"]},
    {"dolmetschen": "ti"},
)


@dataclass(frozen=True)
class Schritt:
    """Something that happened at a moment of the story."""

    zeit: datetime
    tue: Callable[[], object]


def _personen(zufall: Random) -> Iterator[actions.Angaben]:
    """Invented people without end; no two share name or address."""
    sprachen = ["de"] * 6 + ["tr", "tr", "ar", "fa-af", "uk", "ru", "en", "pl", "de-simple"]
    gesehen: set[str] = set()
    while True:
        sprache = zufall.choice(sprachen)
        name = f"{zufall.choice(_VORNAMEN[sprache])} {zufall.choice(_NACHNAMEN[sprache])}"
        bedarfe = zufall.choice(_BEDARFE) if zufall.random() < 0.4 else {}
        if name in gesehen:
            continue
        gesehen.add(name)
        yield actions.Angaben(
            name=name,
            email=f"gast{len(gesehen)}@beispiel.example",
            sprache=sprache,
            organisation=zufall.choice(_ORGANISATIONEN),
            bedarfe=bedarfe,
            einwilligung_bedarf=bool(bedarfe),
            folgepost=zufall.random() < 0.5,
        )


def _zeit(zufall: Random, montag: date) -> datetime:
    """A moment between 8:00 and 21:59 of a day of the week that begins on `montag`."""
    tag = montag + timedelta(days=zufall.randrange(7))
    return datetime(
        tag.year, tag.month, tag.day, zufall.randrange(8, 22), zufall.randrange(60), tzinfo=BERLIN
    )


class Geschichte:
    """The steps of the story of one conference, in the order of time."""

    def __init__(self, konferenz: Konferenz) -> None:
        self.konferenz = konferenz
        self.zufall = Random(224292)
        self.personen = _personen(self.zufall)
        self.amira = Benutzer.objects.filter(rollenzuweisungen__rolle="sachbearbeitung").first()

    def schritte(self) -> list[Schritt]:
        """All steps up to the day of the demonstration."""
        schritte = [Schritt(datetime(2024, 7, 15, 10, tzinfo=BERLIN), self._plaetze)]
        for woche, zahl in enumerate(JE_WOCHE):
            montag = ERSTE_WOCHE + timedelta(weeks=woche)
            schritte += [schritt for _ in range(zahl) for schritt in self._kommt(_zeit(self.zufall, montag))]
        for _ in range(ABGESAGT):
            schritte += self._sagt_ab(_zeit(self.zufall, ERSTE_WOCHE + timedelta(weeks=1)))
        juengste = datetime(2024, 8, 31, 10, tzinfo=BERLIN)
        schritte += [
            self._unbestaetigt(juengste + timedelta(hours=6 * nummer)) for nummer in range(UNBESTAETIGT)
        ]
        return sorted(schritte, key=lambda schritt: schritt.zeit)

    def _plaetze(self) -> None:
        actions.plaetze_aendern(konferenz=self.konferenz, plaetze=PLAETZE)

    def _anmelden(self, person: actions.Angaben) -> None:
        actions.anmelden(konferenz=self.konferenz, angaben=person, schluessel=uuid5(_RAUM, person.email))

    def _anmeldung(self, person: actions.Angaben) -> Anmeldung:
        return Anmeldung.objects.select_related("konferenz").get(konferenz=self.konferenz, email=person.email)

    def _kommt(self, zeit: datetime) -> list[Schritt]:
        """Somebody registers and confirms within the hour; every twelfth is entered by the office from paper."""
        person = next(self.personen)
        amira = self.amira
        if amira and self.zufall.random() < 1 / 12:
            return [Schritt(zeit, lambda: self._auf_papier(person, amira))]
        spaeter = min(zeit + timedelta(minutes=self.zufall.randrange(2, 55)), zeit.replace(hour=23))
        return [
            Schritt(zeit, lambda: self._anmelden(person)),
            Schritt(spaeter, lambda: actions.bestaetigen(anmeldung=self._anmeldung(person))),
        ]

    def _auf_papier(self, person: actions.Angaben, amira: Benutzer) -> None:
        actions.fuer_jemanden_anmelden(
            konferenz=self.konferenz,
            angaben=actions.Angaben(
                name=person.name, organisation=person.organisation, sprache=person.sprache
            ),
            quelle=Anmeldung.Quelle.PAPIER,
            schluessel=uuid5(_RAUM, person.email),
            person=amira,
        )

    def _sagt_ab(self, zeit: datetime) -> list[Schritt]:
        person = next(self.personen)
        ende = datetime(2024, 8, 26, 12, tzinfo=BERLIN) + timedelta(days=self.zufall.randrange(5))
        return [
            Schritt(zeit, lambda: self._anmelden(person)),
            Schritt(
                zeit + timedelta(minutes=9), lambda: actions.bestaetigen(anmeldung=self._anmeldung(person))
            ),
            Schritt(ende, lambda: actions.absagen(anmeldung=self._anmeldung(person))),
        ]

    def _unbestaetigt(self, zeit: datetime) -> Schritt:
        person = next(self.personen)
        return Schritt(zeit, lambda: self._anmelden(person))


def fuelle(konferenz: Konferenz, tag: date) -> None:
    """Play the story of the registrations up to 9:14 in the morning of `tag`."""
    bis = datetime(tag.year, tag.month, tag.day, 9, 14, tzinfo=BERLIN)
    for schritt in Geschichte(konferenz).schritte():
        if schritt.zeit <= bis:
            with uhr.gestellt(schritt.zeit):
                schritt.tue()
