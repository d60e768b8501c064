"""The staff's pages of money, below `/arbeit/<kennung>/mittel/`; each list is one part of the work."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from budget.views import (
    anweisen,
    belege,
    berichte,
    bestaetigen,
    buch,
    empfaenger,
    festlegen,
    freigeben,
    grundlagen,
    haushalt,
    jahresende,
    kostenplan,
    meldungen,
    nacherfassen,
    nachweis,
    rechnungen,
    reservieren,
    rueckfluss,
    uebersicht,
    uebertraege,
    uebertrag,
    vergabe,
    vorgaenge,
    wertgrenzen,
    zuwendung,
)

app_name = "budget"

_Adressen = list[URLPattern | URLResolver]

_grundlagen: _Adressen = [
    path("bereitstellung/", grundlagen.BereitstellungSeite.as_view(), name="bereitstellung"),
    path("bereitstellung/neu/", grundlagen.Bereitstellen.as_view(), name="bereitstellung-neu"),
    path("bereitstellung/obergrenze/", grundlagen.ObergrenzeAendern.as_view(), name="obergrenze"),
    path("bereitstellung/regeln/", grundlagen.Regeln.as_view(), name="regeln"),
    path("quellen/neu/", grundlagen.QuelleHinzufuegen.as_view(), name="quelle-neu"),
    path("quellen/einnahme/", grundlagen.EinnahmeHinzufuegen.as_view(), name="einnahme-neu"),
    path("quellen/<int:pk>/sperren/", grundlagen.QuelleSperren.as_view(), name="quelle-sperren"),
    path("quellen/<int:pk>/entsperren/", grundlagen.QuelleEntsperren.as_view(), name="quelle-entsperren"),
    path("quellen/<int:pk>/bindung/", grundlagen.BindungAendern.as_view(), name="quelle-bindung"),
    path("quellen/<int:pk>/bestaetigen/", bestaetigen.Bestaetigen.as_view(), name="bestaetigen"),
    path("bestaetigungen/<int:pk>/", bestaetigen.Gegenzeichnen.as_view(), name="gegenzeichnen"),
    path(
        "bestaetigungen/<int:pk>/zurueckziehen/",
        bestaetigen.BestaetigungZurueckziehen.as_view(),
        name="bestaetigung-zurueckziehen",
    ),
    path("bestaetigungen/<int:pk>/ablehnen/", bestaetigen.NichtZeichnen.as_view(), name="nicht-zeichnen"),
]
"""Provision, ceiling, sources, confirmations: what the money rests on."""

_jahresende: _Adressen = [
    path("", jahresende.Jahresende.as_view(), name="jahresende"),
    path("<int:nummer>/<int:lfd>/freigeben/", jahresende.Freigeben.as_view(), name="jahresende-freigeben"),
    path("<int:nummer>/<int:lfd>/umdecken/", jahresende.Umdecken.as_view(), name="jahresende-umdecken"),
]
"""What is open after the end of a year, and its ways out."""

_uebertraege: _Adressen = [
    path("", uebertraege.Uebertraege.as_view(), name="uebertraege"),
    path("quelle/<int:pk>/", uebertraege.UebertragBeantragen.as_view(), name="uebertrag-beantragen"),
    path("<int:pk>/", uebertrag.Uebertrag.as_view(), name="uebertrag"),
    path("<int:pk>/kuerzen/<int:posten>/", uebertrag.Kuerzen.as_view(), name="uebertrag-kuerzen"),
    path("<int:pk>/ablehnen/", uebertrag.Ablehnen.as_view(), name="uebertrag-ablehnen"),
    path("<int:pk>/bewilligen/", uebertrag.Bewilligen.as_view(), name="uebertrag-bewilligen"),
    path("<int:pk>/umdecken/", uebertrag.AufUebertragUmdecken.as_view(), name="uebertrag-umdecken"),
]
"""Carry-over of rests into the next year."""

_eine_buchung: _Adressen = [
    path("beenden/", reservieren.ReservierungBeenden.as_view(), name="reservierung-beenden"),
    path("freigeben/", freigeben.Freigeben.as_view(), name="freigeben"),
    path("umdecken/", freigeben.Umdecken.as_view(), name="umdecken"),
    path("rueckfluss/", rueckfluss.RueckflussErfassen.as_view(), name="rueckfluss"),
    path("wiederverwenden/", rueckfluss.Wiederverwenden.as_view(), name="wiederverwenden"),
    path("stornieren/", rueckfluss.Stornieren.as_view(), name="stornieren"),
]
"""What may be done with one row of a case."""

_ein_vorgang: _Adressen = [
    path("", vorgaenge.EinVorgang.as_view(), name="vorgang"),
    path("angaben/", vorgaenge.Aendern.as_view(), name="vorgang-aendern"),
    path("festlegen/", festlegen.VorgangFestlegen.as_view(), name="vorgang-festlegen"),
    path("festlegen/deckung/", festlegen.VorgangDeckung.as_view(), name="vorgang-festlegen-deckung"),
    path("nacherfassen/", nacherfassen.VorgangNacherfassen.as_view(), name="vorgang-nacherfassen"),
    path("<int:lfd>/", include(_eine_buchung)),
]

_vorgaenge: _Adressen = [
    path("", vorgaenge.Vorgaenge.as_view(), name="vorgaenge"),
    path("festlegen/", festlegen.Festlegen.as_view(), name="festlegen"),
    path("festlegen/deckung/", festlegen.Deckung.as_view(), name="festlegen-deckung"),
    path("nacherfassen/", nacherfassen.Nacherfassen.as_view(), name="nacherfassen"),
    path("reservieren/", reservieren.Reservieren.as_view(), name="reservieren"),
    path("<int:nummer>/", include(_ein_vorgang)),
]
"""Cases: reserve, commit, release, re-cover, year end."""

_buch: _Adressen = [
    path("", buch.Buch.as_view(), name="buch"),
    path("csv/", buch.AlsCsv.as_view(), name="buch-csv"),
    path("xlsx/", buch.AlsXlsx.as_view(), name="buch-xlsx"),
]
"""The ledger and its exports."""

_eine_rechnung: _Adressen = [
    path("", rechnungen.Rechnungsseite.as_view(), name="rechnung"),
    path("aendern/", rechnungen.RechnungAendern.as_view(), name="rechnung-aendern"),
    path("datei/", rechnungen.DateiHinzufuegen.as_view(), name="rechnung-datei"),
    path("zuweisen/", rechnungen.Zuweisen.as_view(), name="rechnung-zuweisen"),
    path("zurueckweisen/", rechnungen.Zurueckweisen.as_view(), name="rechnung-zurueckweisen"),
    path("feststellen/", anweisen.Feststellen.as_view(), name="rechnung-feststellen"),
    path("anordnen/", anweisen.Anordnen.as_view(), name="rechnung-anordnen"),
    path("aufheben/", anweisen.AnordnungZuruecknehmen.as_view(), name="rechnung-aufheben"),
    path("zahlen/", anweisen.ZahlungEintragen.as_view(), name="rechnung-zahlen"),
    path("rest/", anweisen.RestFreigeben.as_view(), name="rechnung-rest"),
    path("rest/behalten/", anweisen.RestBehalten.as_view(), name="rechnung-behalten"),
]

_rechnungen: _Adressen = [
    path("", rechnungen.Rechnungsliste.as_view(), name="rechnungen"),
    path("neu/", belege.Hochladen.as_view(), name="rechnung-neu"),
    path("neu/ohne-datei/", rechnungen.OhneDatei.as_view(), name="rechnung-ohne-datei"),
    path("neu/<int:pk>/", rechnungen.Erfassen.as_view(), name="rechnung-erfassen"),
    path("belege/<int:pk>/", belege.BelegHerunterladen.as_view(), name="beleg"),
    path("belege/<int:pk>/verwerfen/", belege.BelegVerwerfen.as_view(), name="beleg-verwerfen"),
    path("<int:pk>/", include(_eine_rechnung)),
]
"""Invoices, receipts, signatures, payments."""

_fassung: _Adressen = [
    path("", kostenplan.Fassung.as_view(), name="kostenplan-fassung"),
    path("bearbeiten/", kostenplan.PlanBearbeiten.as_view(), name="kostenplan-bearbeiten"),
    path("position/", kostenplan.PositionAufnehmen.as_view(), name="kostenplan-position-neu"),
    path("freigeben/", kostenplan.PlanFreigeben.as_view(), name="kostenplan-freigeben"),
    path("verwerfen/", kostenplan.EntwurfVerwerfen.as_view(), name="kostenplan-verwerfen"),
]

_kostenplan: _Adressen = [
    path("", kostenplan.Kostenplanseite.as_view(), name="kostenplan"),
    path("neu/", kostenplan.NeueFassung.as_view(), name="kostenplan-neu"),
    path("<int:fassung>/", include(_fassung)),
    path("positionen/<int:pk>/", kostenplan.PositionUmbenennen.as_view(), name="kostenplan-position"),
]
"""Cost plan and its versions."""

_eine_vergabe: _Adressen = [
    path("", vergabe.Vergabe.as_view(), name="vergabe"),
    path("angebote/neu/", vergabe.AngebotNeu.as_view(), name="vergabe-angebot-neu"),
    path("angebote/<int:pk>/", vergabe.AngebotAendern.as_view(), name="vergabe-angebot"),
    path(
        "angebote/<int:pk>/entfernen/", vergabe.AngebotEntfernen.as_view(), name="vergabe-angebot-entfernen"
    ),
    path("vermerk/", vergabe.VermerkSchreiben.as_view(), name="vergabe-vermerk"),
]

_vergabe: _Adressen = [
    path("", vergabe.Vergaben.as_view(), name="vergaben"),
    path("<int:nummer>/", include(_eine_vergabe)),
]
"""Offers and notes of procurement."""

_eine_zuwendung: _Adressen = [
    path("", zuwendung.Zuwendung.as_view(), name="zuwendung"),
    path("bescheid/", zuwendung.Bescheid.as_view(), name="zuwendung-bescheid"),
    path("raten/", zuwendung.Raten.as_view(), name="raten"),
    path("raten/<int:rate>/abruf/", zuwendung.RateAbrufen.as_view(), name="rate-abrufen"),
    path("nachweis/", zuwendung.NachweisEintragen.as_view(), name="zuwendung-nachweis"),
    path("pruefung/", zuwendung.NachweisPruefen.as_view(), name="zuwendung-pruefung"),
]

_zuwendungen: _Adressen = [
    path("", zuwendung.Zuwendungen.as_view(), name="zuwendungen"),
    path("<int:nummer>/", include(_eine_zuwendung)),
]
"""Grants: notice, instalments, proof."""

_berichte: _Adressen = [
    path("", berichte.Berichte.as_view(), name="berichte"),
    path("nachweis/", nachweis.Nachweis.as_view(), name="nachweis"),
    path("nachweis/bearbeiten/", nachweis.Bearbeiten.as_view(), name="nachweis-bearbeiten"),
    path("nachweis/einreichen/", nachweis.Einreichen.as_view(), name="nachweis-einreichen"),
    path("nachweis/zuruecknehmen/", nachweis.Zuruecknehmen.as_view(), name="nachweis-zurueck"),
    path("nachweis/pdf/", nachweis.AlsPdf.as_view(), name="nachweis-pdf"),
    path("nachweis/xlsx/", nachweis.AlsXlsx.as_view(), name="nachweis-xlsx"),
    path("kostenrahmen/", berichte.Kostenrahmen.as_view(), name="kostenrahmen"),
    path("kostenrahmen/pdf/", berichte.KostenrahmenPdf.as_view(), name="kostenrahmen-pdf"),
    path("transparenz/", berichte.Transparenz.as_view(), name="transparenz"),
    path("transparenz/csv/", berichte.TransparenzCsv.as_view(), name="transparenz-csv"),
]
"""Proof of use, report on the cost frame, transparency export, list for the tax office."""

_einer_konferenz: _Adressen = [
    path("", uebersicht.Uebersicht.as_view(), name="uebersicht"),
    path("", include(_grundlagen)),
    path("jahresende/", include(_jahresende)),
    path("uebertraege/", include(_uebertraege)),
    path("vorgaenge/", include(_vorgaenge)),
    path("buch/", include(_buch)),
    path("rechnungen/", include(_rechnungen)),
    path("kostenplan/", include(_kostenplan)),
    path("vergabe/", include(_vergabe)),
    path("zuwendungen/", include(_zuwendungen)),
    path("berichte/", include(_berichte)),
]

_wertgrenzen: _Adressen = [
    path("", wertgrenzen.Wertgrenzen.as_view(), name="wertgrenzen"),
    path("neu/", wertgrenzen.WertgrenzeNeu.as_view(), name="wertgrenze-neu"),
    path("<int:pk>/", wertgrenzen.WertgrenzeAendern.as_view(), name="wertgrenze"),
]

_empfaenger: _Adressen = [
    path("", empfaenger.Empfaengerliste.as_view(), name="empfaenger"),
    path("neu/", empfaenger.EmpfaengerNeu.as_view(), name="empfaenger-neu"),
    path("<int:pk>/", empfaenger.EmpfaengerAendern.as_view(), name="empfaenger-aendern"),
]
_eine_meldung: _Adressen = [
    path("csv/", meldungen.AlsCsv.as_view(), name="meldung-csv"),
    path("pdf/", meldungen.AlsPdf.as_view(), name="meldung-pdf"),
    path("eintragen/", meldungen.MeldungEintragen.as_view(), name="meldung-eintragen"),
]
"""One list of one year."""

_des_hauses: _Adressen = [
    path("haushaltsjahre/", haushalt.Haushaltsjahre.as_view(), name="haushaltsjahre"),
    path("haushaltsjahre/neu/", haushalt.JahrAnlegen.as_view(), name="haushaltsjahr-neu"),
    path("haushaltsjahre/<int:pk>/", haushalt.JahrAendern.as_view(), name="haushaltsjahr"),
    path("toepfe/", haushalt.Toepfe.as_view(), name="toepfe"),
    path("toepfe/neu/", haushalt.TopfAnlegen.as_view(), name="topf-neu"),
    path("toepfe/<int:pk>/", haushalt.TopfAendern.as_view(), name="topf"),
    path("wertgrenzen/", include(_wertgrenzen)),
    path("empfaenger/", include(_empfaenger)),
    path("meldungen/", meldungen.Meldungen.as_view(), name="meldungen"),
    path("meldungen/<int:jahr>/<slug:liste>/", include(_eine_meldung)),
    path("meldegrenzen/", meldungen.Meldegrenzen.as_view(), name="meldegrenzen"),
    path("meldegrenzen/neu/", meldungen.MeldegrenzeNeu.as_view(), name="meldegrenze-neu"),
    path("meldegrenzen/<int:pk>/", meldungen.MeldegrenzeAendern.as_view(), name="meldegrenze"),
]
"""Years, pots, thresholds, limits and payees: of the whole authority, not of one conference."""

urlpatterns: _Adressen = [
    path("mittel/", include(_des_hauses)),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/mittel/", include(_einer_konferenz)),
]
