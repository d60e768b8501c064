"""Whether a body is able to decide, and who may vote: per item and per moment, by the body's own rule.

The base number is the seats with a vote, as in OParl's `votingMemberCount`; vacant ones count by the body's setting. A
seat gives one vote: to its member while she is there and takes part, else to the deputy who stands for her.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from beirat.models import Gremium, Mitgliedschaft, Sitz
from planung.fristen import tag_der
from planung.models import Anwesenheit, Befangenheit, Sitzung, Tagesordnungspunkt

Quorum = Gremium.Quorum


@dataclass(frozen=True)
class Stimme:
    """Who votes for a seat, and the body that fills it."""

    person: int
    stelle: int | None


@dataclass(frozen=True)
class Beschlussfaehigkeit:
    """What was counted and what it means; kept beside each vote (`als_daten`)."""

    regel: str
    ist_gegeben: bool
    anwesend: int
    sitze: int
    noetig: int
    stellen: tuple[tuple[str, int], ...]
    freie: int
    freie_zaehlen: bool

    @property
    def satz(self) -> str:
        """In words: "ja, 5 von 9 stimmberechtigten Sitzen sind vertreten, nötig sind 5"."""
        return f"{'ja' if self.ist_gegeben else 'nein'}, {self._grund()}"

    def _grund(self) -> str:
        if self.regel == Quorum.KEINE:
            return "für dieses Gremium gilt keine Mindestzahl"
        if self.regel == Quorum.MINDESTZAHL:
            return f"{self.anwesend} Stimmberechtigte sind da, nötig sind {self.noetig}"
        if self.regel == Quorum.HAELFTE:
            frei = " (freie Sitze zählen mit)" if self.freie and self.freie_zaehlen else ""
            return f"{self.anwesend} von {self.sitze} Stimmen sind vertreten{frei}, nötig sind {self.noetig}"
        fehlend = [name for name, zahl in self.stellen if not zahl]
        if fehlend or not self.stellen:
            return f"es fehlt: {', '.join(fehlend) or 'eine entsendende Stelle'}"
        return "alle entsendenden Stellen sind vertreten (" + self._je_stelle() + ")"

    def _je_stelle(self) -> str:
        return ", ".join(f"{name} {zahl}" for name, zahl in self.stellen)

    def als_daten(self) -> dict[str, Any]:
        """Plain values for the row of a vote."""
        return {
            "regel": self.regel, "ist_gegeben": self.ist_gegeben, "anwesend": self.anwesend, "sitze": self.sitze,
            "noetig": self.noetig, "stellen": [list(eine) for eine in self.stellen], "freie": self.freie,
            "satz": self.satz,
        }  # fmt: skip


@dataclass(frozen=True)
class Besetzung:
    """The seats with a vote of a body on a day, and the rule."""

    gremium: Gremium
    stellen: list[Gremium]
    inhaber: dict[int, Mitgliedschaft | None]

    @classmethod
    def am(cls, gremium: Gremium, tag: date) -> "Besetzung":
        """Seats and who sits on them on `tag`; deputies sit on none."""
        sitze = list(gremium.sitze.filter(ist_stimmberechtigt=True).order_by("id"))
        gueltig = Mitgliedschaft.objects.gueltig(tag).filter(sitz__in=sitze, vertritt=None)
        je_sitz = {eine.sitz_id: eine for eine in gueltig.exclude(funktion=Mitgliedschaft.Funktion.GAST)}
        return cls(gremium, list(gremium.entsendende.order_by("name")), _inhaber(sitze, je_sitz))

    @property
    def freie(self) -> int:
        return len([eine for eine in self.inhaber.values() if eine is None])

    def pruefe(self, stimmen: dict[int, Stimme], ohne: Iterable[int] = ()) -> Beschlussfaehigkeit:
        """Judge by the rule: `stimmen` are the seats that can vote, `ohne` seats left out of the count."""
        sitze = len(self.inhaber) - len(set(ohne)) - (0 if self.gremium.zaehlt_freie_sitze else self.freie)
        je_stelle = tuple(
            (stelle.name, len([eine for eine in stimmen.values() if eine.stelle == stelle.pk]))
            for stelle in self.stellen
        )
        noetig = self._noetig(sitze)
        return Beschlussfaehigkeit(
            regel=self.gremium.quorum,
            ist_gegeben=self._ist_gegeben(len(stimmen), noetig, je_stelle),
            anwesend=len(stimmen),
            sitze=sitze,
            noetig=noetig,
            stellen=je_stelle,
            freie=self.freie,
            freie_zaehlen=self.gremium.zaehlt_freie_sitze,
        )

    def _noetig(self, sitze: int) -> int:
        """How many votes must be there at least."""
        if self.gremium.quorum == Quorum.HAELFTE:
            return sitze // 2 + 1
        if self.gremium.quorum == Quorum.MINDESTZAHL:
            return self.gremium.quorum_zahl or 1
        return 0 if self.gremium.quorum == Quorum.KEINE else 1

    def _ist_gegeben(self, anwesend: int, noetig: int, je_stelle: tuple[tuple[str, int], ...]) -> bool:
        if self.gremium.quorum == Quorum.JE_STELLE and not all(zahl for _name, zahl in je_stelle):
            return False
        return anwesend >= noetig


def _inhaber(sitze: list[Sitz], je_sitz: dict[int, Mitgliedschaft]) -> dict[int, Mitgliedschaft | None]:
    return {sitz.pk: je_sitz.get(sitz.pk) for sitz in sitze}


def ist_da(anwesenheit: Anwesenheit, zeit: datetime) -> bool:
    """Whether somebody is in the room at a moment; who leaves at that moment is gone."""
    if anwesenheit.status != Anwesenheit.Status.ANWESEND:
        return False
    return (anwesenheit.von is None or anwesenheit.von <= zeit) and (
        anwesenheit.bis is None or anwesenheit.bis > zeit
    )


def stimmen_der(
    besetzung: Besetzung, anwesende: Iterable[Anwesenheit], befangene: frozenset[int] = frozenset()
) -> dict[int, Stimme]:
    """Seat -> who votes for it, out of the people in the room who may take part. Nobody votes twice."""
    dabei = {eine.person_id: eine for eine in anwesende if eine.person_id and eine.person_id not in befangene}
    vertretung = {eine.vertritt_id: eine.person_id for eine in dabei.values() if eine.vertritt_id}
    vergeben: dict[int, Stimme] = {}
    for sitz, inhaber in besetzung.inhaber.items():
        if inhaber is None:
            continue
        person = inhaber.person_id if inhaber.person_id in dabei else vertretung.get(inhaber.person_id)
        if person is not None and person not in {eine.person for eine in vergeben.values()}:
            vergeben[sitz] = Stimme(person, inhaber.entsendet_durch_id)
    return vergeben


@dataclass(frozen=True)
class Saal:
    """A meeting read once: who may vote and whether the body can decide, for any item and moment."""

    besetzung: Besetzung
    anwesenheiten: list[Anwesenheit]
    befangen: dict[int, frozenset[int]]

    @classmethod
    def von(cls, sitzung: Sitzung) -> "Saal":
        """Five statements, whatever the number of people and items."""
        befangen: dict[int, set[int]] = {}
        for eine in Befangenheit.objects.filter(punkt__sitzung=sitzung):
            befangen.setdefault(eine.punkt_id, set()).add(eine.person_id)
        return cls(
            Besetzung.am(sitzung.gremium, tag_der(sitzung)),
            list(sitzung.anwesenheiten.select_related("person", "vertritt").order_by("id")),
            {punkt: frozenset(menschen) for punkt, menschen in befangen.items()},
        )

    def befangene(self, punkt: Tagesordnungspunkt | None) -> frozenset[int]:
        """People who take no part in an item; who takes none in an item takes none in its sub-items."""
        if punkt is None:
            return frozenset()
        oben = self.befangen.get(punkt.uebergeordnet_id or 0, frozenset())
        return self.befangen.get(punkt.pk, frozenset()) | oben

    def stimmen(self, punkt: Tagesordnungspunkt | None, zeit: datetime) -> dict[int, Stimme]:
        anwesende = [eine for eine in self.anwesenheiten if ist_da(eine, zeit)]
        return stimmen_der(self.besetzung, anwesende, self.befangene(punkt))

    def beschlussfaehigkeit(self, punkt: Tagesordnungspunkt | None, zeit: datetime) -> Beschlussfaehigkeit:
        """A seat whose member takes no part and that no deputy votes for is left out of the count."""
        stimmen, befangene = self.stimmen(punkt, zeit), self.befangene(punkt)
        ohne = [
            sitz
            for sitz, inhaber in self.besetzung.inhaber.items()
            if inhaber is not None and inhaber.person_id in befangene and sitz not in stimmen
        ]
        return self.besetzung.pruefe(stimmen, ohne)
