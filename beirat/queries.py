"""What is asked about bodies, seats and memberships of a day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from beirat.mitwirkung import mitwirkung
from beirat.models import Gremium, Mitgliedschaft, Sitz
from konferenz import uhr
from konferenz.beitraege import Entsendung
from konferenz.models import Benutzer, Konferenz


def vorbereitung(konferenz: Konferenz) -> list[Entsendung]:
    """How many members each sending body has in the preparation group today, the body with the most first; deputies
    do not count."""
    gueltig = Mitgliedschaft.objects.gueltig(uhr.heute()).filter(
        sitz__gremium__konferenz=konferenz, entsendet_durch__isnull=False, vertritt__isnull=True
    )
    zahlen = (
        gueltig.values_list("entsendet_durch__name")
        .annotate(zahl=Count("id"))
        .order_by("-zahl", "entsendet_durch__name")
    )
    return [Entsendung(stelle, zahl) for stelle, zahl in zahlen]


def gremien(benutzer: Benutzer) -> QuerySet[Gremium]:
    """Bodies the account may see: the administration all, others those they belong to today."""
    if benutzer.has_perm("beirat.gremium_bearbeiten"):
        return Gremium.objects.all()
    return Gremium.objects.filter(pk__in=mitwirkung(benutzer).alle)


def fehlende_stellen(gremium: Gremium, tag: date) -> list[Gremium]:
    """Bodies that are to send members and have none in it on `tag` (petitum 2, S31)."""
    entsandt = Mitgliedschaft.objects.gueltig(tag).filter(
        sitz__gremium=gremium, entsendet_durch__isnull=False
    )
    return list(gremium.entsendende.exclude(pk__in=entsandt.values("entsendet_durch")).order_by("name"))


@dataclass(frozen=True)
class Sitzlage:
    """A seat on one day: who sits on it (nobody is "N.N."), who stands in, who comes, who was there."""

    sitz: Sitz
    inhaber: Mitgliedschaft | None
    vertretungen: list[Mitgliedschaft]
    kommende: list[Mitgliedschaft]
    fruehere: list[Mitgliedschaft]

    @property
    def stelle(self) -> Gremium | None:
        """The body that has filled the seat last, or is about to."""
        reihe = [self.inhaber] if self.inhaber else [*self.kommende, *reversed(self.fruehere)]
        return next((eine.entsendet_durch for eine in reihe if eine and eine.entsendet_durch), None)

    @property
    def ist_gastsitz(self) -> bool:
        reihe = [self.inhaber] if self.inhaber else [*self.kommende, *self.fruehere]
        return any(eine and eine.funktion == Mitgliedschaft.Funktion.GAST for eine in reihe)


def besetzung(gremium: Gremium, tag: date) -> list[Sitzlage]:
    """All seats of a body as they stand on `tag`; two statements."""
    je_sitz: dict[int, list[Mitgliedschaft]] = {}
    reihe = Mitgliedschaft.objects.filter(sitz__gremium=gremium).order_by("von", "id")
    for eine in reihe.select_related("person__benutzer", "entsendet_durch", "vertritt__person"):
        je_sitz.setdefault(eine.sitz_id, []).append(eine)
    return [_sitzlage(sitz, je_sitz.get(sitz.pk, []), tag) for sitz in gremium.sitze.order_by("id")]


def _sitzlage(sitz: Sitz, reihe: list[Mitgliedschaft], tag: date) -> Sitzlage:
    for eine in reihe:
        eine.sitz = sitz
    heutige = [eine for eine in reihe if eine.von <= tag and (eine.bis is None or eine.bis >= tag)]
    return Sitzlage(
        sitz=sitz,
        inhaber=next((eine for eine in heutige if eine.vertritt_id is None), None),
        vertretungen=[eine for eine in heutige if eine.vertritt_id is not None],
        kommende=[eine for eine in reihe if eine.von > tag],
        fruehere=[eine for eine in reihe if eine.bis is not None and eine.bis < tag],
    )


@dataclass(frozen=True)
class Gremienlage:
    """A body in the list: seats, how many of them are taken today, who chairs it, which sending bodies are missing."""

    gremium: Gremium
    sitze: int
    besetzt: int
    vorsitz: str
    fehlend: list[str]


def gremienlagen(reihe: QuerySet[Gremium], tag: date) -> list[Gremienlage]:
    """The bodies with their figures of `tag`; the number of statements does not grow with their number."""
    reihe = reihe.select_related("konferenz").prefetch_related("entsendende")
    sitze = Counter(Sitz.objects.values_list("gremium", flat=True))
    besetzt: Counter[int] = Counter()
    vorsitz: dict[int, str] = {}
    entsandt: dict[int, set[int | None]] = {}
    gueltig = Mitgliedschaft.objects.gueltig(tag).filter(vertritt=None)
    felder = ("sitz__gremium", "funktion", "person__anzeigename", "entsendet_durch")
    for gremium, funktion, name, stelle in gueltig.values_list(*felder):
        besetzt[gremium] += 1
        entsandt.setdefault(gremium, set()).add(stelle)
        if funktion == Mitgliedschaft.Funktion.VORSITZ:
            vorsitz[gremium] = name
    return [
        Gremienlage(
            gremium=eines,
            sitze=sitze[eines.pk],
            besetzt=besetzt[eines.pk],
            vorsitz=vorsitz.get(eines.pk, ""),
            fehlend=sorted(
                s.name for s in eines.entsendende.all() if s.pk not in entsandt.get(eines.pk, set())
            ),
        )
        for eines in reihe
    ]
