"""The steps of the story on the ground floor, each with the clock of its day, through the product's own actions."""

from datetime import date, datetime

import pghistory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.utils import timezone

from konferenz import beitraege
from konferenz.actions import einstellungen
from konferenz.actions import konferenz as konferenzen
from konferenz.actions.drucksache import drucksache_anlegen, entscheidung_erfassen
from konferenz.actions.konten import rolle_geben
from konferenz.actions.rechtstext import rechtstext_speichern
from konferenz.einlesen import lies
from konferenz.models import Angebot, Benutzer, Bezirk, Drucksache, Konferenz, Ort, Rechtstext, Rolle
from konferenz.vorfuehrung import besetzung, texte
from konferenz.vorfuehrung.besetzung import Figur
from konferenz.vorfuehrung.zugaenge import Zugang, neues_passwort

KENNUNG = "2024"
BESCHLUSS_AM = date(2023, 12, 7)
KOERPERSCHAFT = "Freie und Hansestadt Hamburg"
BUERGERHAUS = "Bürgerhaus Wilhelmsburg"


def person(figur: Figur) -> Benutzer:
    """The account of a figure."""
    return Benutzer.objects.get(email=figur.email)


def _zeit(*werte: int) -> datetime:
    """A moment of local time."""
    return timezone.make_aware(datetime(*werte))  # type: ignore[arg-type]  # noqa: DTZ001  # made aware right here


def _handelt(figur: Figur) -> pghistory.context:
    """Context of the audit trail: who does it."""
    return pghistory.context(person=person(figur).pk, aktion="vorfuehrung")


class ErsterHash(Argon2PasswordHasher):
    """Cheap on purpose: thirteen passwords of 74 random bits need no slow hash, and the first login replaces it."""

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1


def konten_anlegen() -> list[Zugang]:
    """One account for each figure with a new password; the administrator comes first and gives the roles."""
    passwoerter = {figur: neues_passwort() for figur in besetzung.FIGUREN}
    for figur in sorted(besetzung.FIGUREN, key=lambda figur: figur != besetzung.ADMINISTRATION):
        benutzer = Benutzer.objects.create_user(figur.email, name=figur.name)
        benutzer.password = make_password(passwoerter[figur], hasher=ErsterHash())
        benutzer.save(update_fields=["password"])
        EmailAddress.objects.create(user=benutzer, email=benutzer.email, verified=True, primary=True)
        if figur.rolle and figur != besetzung.EINLASS:
            erste = figur == besetzung.ADMINISTRATION
            rolle_geben(
                benutzer=benutzer,
                rolle=figur.rolle,
                person=None if erste else person(besetzung.ADMINISTRATION),
            )
    return [Zugang(figur.name, figur.email, figur.als, passwoerter[figur]) for figur in besetzung.FIGUREN]


def behoerde_eintragen() -> None:
    """The authority and its legal texts."""
    with _handelt(besetzung.ADMINISTRATION):
        einstellungen.bezirk_speichern(bezirk=_bezirk())
        for art in Rechtstext.Art.values:
            rechtstext_speichern(art=art, text=texte.rechtstext(art))


def _bezirk() -> Bezirk:
    return Bezirk(
        behoerde="Bezirksamt Hamburg-Mitte",
        bezirk="Hamburg-Mitte",
        koerperschaft=KOERPERSCHAFT,
        fachamt="Fachamt Sozialraummanagement",
        strasse="Caffamacherreihe 1–3",
        plz="20355",
        ort="Hamburg",
        leitung="Die Bezirksamtsleitung",
        email=besetzung.ANSCHRIFT.format("integrationskonferenz"),
        telefon="115",
        telefonzeiten=texte.text("bezirk", "telefonzeiten"),
        telefonsprachen=["de", "en", "tr", "ar"],
        redaktion="Fachamt Sozialraummanagement",
        schlichtungsstelle="Schlichtungsstelle nach dem Hamburgischen Behindertengleichstellungsgesetz\n20095 Hamburg",
        datenschutzbeauftragte="Behördliche Datenschutzbeauftragte\n"
        + besetzung.ANSCHRIFT.format("datenschutz"),
        aufsichtsbehoerde="Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit\n20459 Hamburg",
        sprachen=["de", "de-simple", "en", "tr", "ar"],
    )


def fruehere_konferenz_eintragen() -> None:
    """A conference of earlier years, entered afterwards so that it stays reachable."""
    with _handelt(besetzung.SACHBEARBEITUNG):
        ort = Ort(
            name="Kulturladen Hamm",
            strasse="Carl-Petersen-Straße 76",
            plz="20535",
            ort="Hamburg",
            stadtteil="Hamm",
        )
        konferenz = Konferenz(kennung="2019", titel=texte.text("konferenz2019", "titel"))
        konferenz.full_clean()
        konferenz.save()
        list(beitraege.rufe("konferenz_angelegt", konferenz))
        konferenz = konferenzen.termin_setzen(
            konferenz=konferenz,
            beginn=_zeit(2019, 11, 9, 10, 0),
            ende=_zeit(2019, 11, 9, 16, 30),
            ort=einstellungen.ort_speichern(ort=ort),
            person=person(besetzung.SACHBEARBEITUNG),
        )
        _texte("konferenz2019", konferenz)
        konferenzen.veroeffentlichen(konferenz=konferenz)


def _texte(gruppe: str, konferenz: Konferenz) -> None:
    for name in ("titel", "vorspann", "warum"):
        setattr(konferenz, name, texte.text(gruppe, name))
    konferenzen.texte_speichern(konferenz=konferenz)


def drucksache_einlesen() -> None:
    """Amira pastes the motion: paper, points and conference come out of it."""
    with _handelt(besetzung.SACHBEARBEITUNG):
        drucksache_anlegen(
            vorschlag=lies(texte.drucksache()),
            konferenztitel=texte.text("konferenz2024", "titel").localize("de"),
            person=person(besetzung.SACHBEARBEITUNG),
        )


def beschluss_erfassen() -> None:
    """The assembly adopted the motion unchanged; Amira records it the morning after."""
    with _handelt(besetzung.SACHBEARBEITUNG):
        entscheidung_erfassen(
            drucksache=Drucksache.objects.get(konferenzen__kennung=KENNUNG),
            stand=Drucksache.Stand.BESCHLOSSEN,
            am=BESCHLUSS_AM,
            gremium="Bezirksversammlung",
            person=person(besetzung.SACHBEARBEITUNG),
        )


def _konferenz() -> Konferenz:
    return Konferenz.objects.mit_rahmen().get(kennung=KENNUNG)


def termin_festlegen() -> None:
    """Day and house are booked; the person at the door gets the role for this conference."""
    with _handelt(besetzung.SACHBEARBEITUNG):
        ort = Ort(
            name=BUERGERHAUS, strasse="Mengestraße 20", plz="21107", ort="Hamburg", stadtteil="Wilhelmsburg"
        )
        ort.anfahrt, ort.zugang = texte.text("buergerhaus", "anfahrt"), texte.text("buergerhaus", "zugang")
        konferenz = konferenzen.termin_setzen(
            konferenz=_konferenz(),
            beginn=_zeit(2024, 11, 16, 10, 0),
            ende=_zeit(2024, 11, 16, 17, 0),
            einlass_ab=_zeit(2024, 11, 16, 9, 15),
            ort=einstellungen.ort_speichern(ort=ort),
            person=person(besetzung.SACHBEARBEITUNG),
        )
    with _handelt(besetzung.ADMINISTRATION):
        rolle_geben(
            benutzer=person(besetzung.EINLASS),
            rolle=Rolle.EINLASS,
            konferenz=konferenz,
            person=person(besetzung.ADMINISTRATION),
        )


def veroeffentlichen() -> None:
    """Texts, offers and the window of registration are ready; the conference goes public."""
    with _handelt(besetzung.SACHBEARBEITUNG):
        konferenz = konferenzen.anmeldezeit_setzen(
            konferenz=_konferenz(),
            von=_zeit(2024, 8, 5, 8, 0),
            bis=_zeit(2024, 11, 8, 23, 59),
            bedarf_bis=date(2024, 10, 26),
            dolmetschsprachen=["ar", "fa-af", "tr", "ru", "uk"],
        )
        _texte("konferenz2024", konferenz)
        for angebot in texte.angebote():
            zeichen = Angebot.Zeichen[angebot["zeichen"]]
            einstellungen.angebot_speichern(
                angebot=Angebot(
                    konferenz=konferenz, zeichen=zeichen, titel=angebot["titel"], text=angebot["text"]
                )
            )
        konferenzen.veroeffentlichen(konferenz=konferenz)
