"""Who fills which place of the house: place -> dotted names of plain functions, called in this order, bottom to top.

The places themselves are described in `konferenz/beitraege.py`; the settings take this list over unchanged.
"""

BEITRAEGE: dict[str, list[str]] = {
    "rollen": ["beirat.mitwirkung.rollen_von"],
    "vorbereitung": ["beirat.queries.vorbereitung"],
    "gremium": ["planung.queries.gruppe.angaben"],
    "startseite": ["anmeldung.queries.startseite"],
    "menue": ["konferenz.navigation.oeffentlich", "anmeldung.navigation.oeffentlich"],
    "navigation": [
        "konferenz.navigation.punkte",
        "beirat.navigation.punkte",
        "budget.navigation.punkte",
        "planung.navigation.punkte",
        "anmeldung.navigation.punkte",
    ],
    "karten": [
        "konferenz.karten.karten",
        "budget.queries.karten.karten",
        "planung.queries.naechste_sitzung.karten",
        "planung.queries.aufgaben.karten",
        "anmeldung.queries.karten",
    ],
    "naechstes": [
        "konferenz.naechstes.schritte",
        "konferenz.drucksachenlauf.schritte",
        "konferenz.beschlusskontrolle.schritte",
        "beirat.naechstes.schritte",
        "budget.queries.naechstes.schritte",
        "planung.queries.naechste_sitzung.schritte",
        "planung.queries.aufgaben.schritte",
        "planung.queries.protokollstand.anstehend",
        "anmeldung.uebersicht.schritte",
    ],
    "rechte": [
        "konferenz.rechte.in_worten",
        "beirat.rechte.in_worten",
        "budget.rechte.in_worten",
        "planung.rechte.in_worten",
        "programm.rechte.in_worten",
        "anmeldung.rechte.in_worten",
    ],
    "verlauf": [
        "konferenz.verlauf.arten",
        "beirat.verlauf.arten",
        "budget.verlauf.arten",
        "planung.verlauf.arten",
        "anmeldung.verlauf.arten",
    ],
    "nachricht_gilt": [
        "konferenz.konten.nachricht_gilt",
        "konferenz.beschlusskontrolle.nachricht_gilt",
        "budget.queries.post.nachricht_gilt",
        "planung.queries.post.nachricht_gilt",
        "anmeldung.queries.nachricht_gilt",
    ],
    "anlagen": [
        "konferenz.sachstandsbericht.anlagen",
        "planung.queries.post.anlagen",
        "anmeldung.queries.anlagen",
    ],
    "zugaenge": [
        "konferenz.konten.zugaenge",
        "planung.queries.zugaenge.zugaenge",
        "anmeldung.queries.zugaenge",
    ],
    "link_erneut": ["anmeldung.queries.link_erneut"],
    "petitum_nachweis": [
        "konferenz.petitum.nachweise",
        "beirat.petitum.nachweise",
        "budget.queries.petitum.nachweise",
        "planung.queries.petitum.nachweise",
        "anmeldung.petitum.nachweise",
    ],
    "konferenz_angelegt": ["anmeldung.actions.kontingent_anlegen"],
    "termin_geaendert": [
        "budget.actions.vorgang.termin_geaendert",
        "planung.actions.meilenstein.termin_geaendert",
        "programm.actions.raster.ziehe_mit",
    ],
    "arbeitsgruppen_geaendert": ["anmeldung.actions.nachziehen.kontingente_nachziehen"],
    "programm_freigegeben": [],
    "vorfuehrung": [
        "beirat.vorfuehrung.fuelle",
        "budget.vorfuehrung.fuelle",
        "planung.vorfuehrung.fuelle",
        "anmeldung.vorfuehrung.fuelle",
    ],
}
