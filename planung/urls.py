"""The pages of bodies at work, below `/arbeit/`; each list is one part of the work. Meetings are addressed by number
of the row: they belong to a body, not always to a conference."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from planung.views import (
    aufgaben,
    einladung,
    erinnerungen,
    kalender,
    kalenderhinweis,
    meilensteine,
    priorisierung,
    protokoll,
    sitzung,
    suche,
    tagesordnung,
    terminumfrage,
    themen,
    umlauf,
    unterlagen,
    verlauf,
    versand,
    vorlagen,
)

app_name = "planung"

_Adressen = list[URLPattern | URLResolver]

_umfragen: _Adressen = [
    path("", terminumfrage.Terminumfragen.as_view(), name="umfragen"),
    path("neu/", terminumfrage.UmfrageNeu.as_view(), name="umfrage-neu"),
    path("<uuid:pk>/", terminumfrage.EineUmfrage.as_view(), name="umfrage"),
    path("<uuid:pk>/antwort/", terminumfrage.UmfrageAntwort.as_view(), name="umfrage-antwort"),
    path(
        "<uuid:pk>/antwort/<int:person>/", terminumfrage.AntwortEintragen.as_view(), name="umfrage-eintragen"
    ),
    path("<uuid:pk>/waehlen/<int:option>/", terminumfrage.TerminWaehlen.as_view(), name="umfrage-waehlen"),
    path("<uuid:pk>/abbrechen/", terminumfrage.UmfrageAbbrechen.as_view(), name="umfrage-abbrechen"),
    path("kalender/", kalenderhinweis.Kalenderhinweise.as_view(), name="kalenderhinweise"),
    path("kalender/neu/", kalenderhinweis.HinweisNeu.as_view(), name="kalenderhinweis-neu"),
    path("kalender/<int:pk>/", kalenderhinweis.HinweisAendern.as_view(), name="kalenderhinweis"),
    path(
        "kalender/<int:pk>/loeschen/",
        kalenderhinweis.HinweisLoeschen.as_view(),
        name="kalenderhinweis-loeschen",
    ),
]
"""Date polls, and the days that staff should mind."""

_tagesordnung: _Adressen = [
    path("", tagesordnung.Tagesordnung.as_view(), name="tagesordnung"),
    path("tagesordnung.pdf", tagesordnung.AlsPdf.as_view(), name="tagesordnung-pdf"),
    path("neu/", tagesordnung.PunktNeu.as_view(), name="tagesordnung-neu"),
    path("<int:punkt>/", tagesordnung.PunktAendern.as_view(), name="tagesordnung-punkt"),
    path(
        "<int:punkt>/verschieben/", tagesordnung.PunktVerschieben.as_view(), name="tagesordnung-verschieben"
    ),
    path("<int:punkt>/unterlage/", unterlagen.UnterlageNeu.as_view(), name="tagesordnung-unterlage"),
    path("<int:punkt>/entfernen/", tagesordnung.PunktEntfernen.as_view(), name="tagesordnung-entfernen"),
]

_eine_sitzung: _Adressen = [
    path("", sitzung.EineSitzung.as_view(), name="sitzung"),
    path("aendern/", sitzung.SitzungAendern.as_view(), name="sitzung-aendern"),
    path("absagen/", sitzung.SitzungAbsagen.as_view(), name="sitzung-absagen"),
    path("sitzung.ics", sitzung.Kalenderdatei.as_view(), name="sitzung-kalender"),
    path("tagesordnung/", include(_tagesordnung)),
    path("einladung/", einladung.Einladung.as_view(), name="einladung"),
    path("nachtrag/", einladung.Nachtrag.as_view(), name="nachtrag"),
    path("versand/", versand.Versand.as_view(), name="versand"),
    path("versand/<int:brief>/brief.pdf", versand.BriefAlsPdf.as_view(), name="versand-pdf"),
    path("versand/<int:brief>/erledigt/", versand.BriefErledigt.as_view(), name="versand-erledigt"),
    path("versand/<int:brief>/zurueck/", versand.BriefZurueck.as_view(), name="versand-zurueck"),
    path("erinnern/", erinnerungen.JetztErinnern.as_view(), name="jetzt-erinnern"),
    path("erinnerungen/", erinnerungen.Erinnerungen.as_view(), name="erinnerungen"),
    path("erinnerungen/neu/", erinnerungen.ErinnerungNeu.as_view(), name="erinnerung-neu"),
    path("erinnerungen/<int:erinnerung>/", erinnerungen.ErinnerungAendern.as_view(), name="erinnerung"),
    path(
        "erinnerungen/<int:erinnerung>/entfernen/",
        erinnerungen.ErinnerungEntfernen.as_view(),
        name="erinnerung-entfernen",
    ),
    path("antwort/", sitzung.Antworten.as_view(), name="antworten"),
    path("antworten/<int:person>/", sitzung.AntwortEintragen.as_view(), name="antwort-eintragen"),
]

_sitzungen: _Adressen = [
    path("", sitzung.Sitzungen.as_view(), name="sitzungen"),
    path("neu/", sitzung.SitzungNeu.as_view(), name="sitzung-neu"),
    path("suche/", suche.Suche.as_view(), name="suche"),
    path("kalender/", kalender.MeinKalender.as_view(), name="kalender"),
    path("kalender/widerrufen/", kalender.KalenderWiderrufen.as_view(), name="kalender-widerrufen"),
    path("unterlagen/<int:pk>/", unterlagen.UnterlageLesen.as_view(), name="unterlage"),
    path(
        "unterlagen/<int:pk>/entfernen/", unterlagen.UnterlageEntfernen.as_view(), name="unterlage-entfernen"
    ),
    path("<int:pk>/", include(_eine_sitzung)),
]
"""Meetings: agenda, papers, invitation, answers, reminders, attendance, votes, minutes."""

_verlauf: _Adressen = [
    path("niederschriften/", protokoll.Niederschriften.as_view(), name="protokolle"),
    path("<int:pk>/eroeffnen/", verlauf.Eroeffnen.as_view(), name="sitzung-eroeffnen"),
    path("<int:pk>/mitschrift/", verlauf.Mitschrift.as_view(), name="sitzung-live"),
    path("<int:pk>/anwesenheit/", verlauf.WerIstDa.as_view(), name="anwesenheit"),
    path("<int:pk>/schliessen/", verlauf.Schliessen.as_view(), name="sitzung-schliessen"),
    path("punkte/<int:pk>/aufrufen/", verlauf.Aufrufen.as_view(), name="punkt-aufrufen"),
    path("punkte/<int:pk>/abschliessen/", verlauf.Abschliessen.as_view(), name="punkt-abschliessen"),
    path("punkte/<int:pk>/vertagen/", verlauf.Vertagen.as_view(), name="punkt-vertagen"),
    path("punkte/<int:pk>/abstimmung/", verlauf.AbstimmungNeu.as_view(), name="abstimmung-neu"),
    path("punkte/<int:pk>/ohne-mitwirkung/", verlauf.BefangenheitNeu.as_view(), name="befangenheit-neu"),
    path("punkte/<int:pk>/text/", protokoll.Abschnitt.as_view(), name="abschnitt"),
    path(
        "abstimmungen/<int:pk>/entfernen/", verlauf.AbstimmungEntfernen.as_view(), name="abstimmung-entfernen"
    ),
    path(
        "ohne-mitwirkung/<int:pk>/entfernen/",
        verlauf.BefangenheitEntfernen.as_view(),
        name="befangenheit-entfernen",
    ),
]
"""At the meeting: attendance, items as they are taken, votes, the text of each item."""

_niederschrift: _Adressen = [
    path("<int:pk>/niederschrift/", protokoll.Niederschrift.as_view(), name="protokoll"),
    path("<int:pk>/niederschrift/pdf/", protokoll.AlsPdf.as_view(), name="protokoll-pdf"),
    path(
        "<int:pk>/niederschrift/oeffentlich/",
        protokoll.OeffentlicherTeil.as_view(),
        name="protokoll-oeffentlich",
    ),
    path("<int:pk>/niederschrift/<int:nummer>/", protokoll.Fassung.as_view(), name="protokoll-fassung"),
    path("<int:pk>/niederschrift/zustimmen/", protokoll.Abstimmen.as_view(), name="protokoll-abstimmen"),
    path("<int:pk>/niederschrift/zurueck/", protokoll.Zurueckgeben.as_view(), name="protokoll-zurueckgeben"),
    path("<int:pk>/niederschrift/versenden/", protokoll.Versenden.as_view(), name="protokoll-versenden"),
    path("<int:pk>/niederschrift/einwand/", protokoll.EinwandNeu.as_view(), name="einwand-neu"),
    path("<int:pk>/niederschrift/genehmigen/", protokoll.Genehmigen.as_view(), name="protokoll-genehmigen"),
    path("einwaende/<int:pk>/", protokoll.EinwandEntscheiden.as_view(), name="einwand"),
]
"""Minutes: from the draft to the approval."""

_umlauf: _Adressen = [
    path("", umlauf.Umlaeufe.as_view(), name="umlaeufe"),
    path("neu/", umlauf.UmlaufNeu.as_view(), name="umlauf-neu"),
    path("<int:pk>/", umlauf.EinUmlauf.as_view(), name="umlauf"),
    path("<int:pk>/stimme/", umlauf.UmlaufStimme.as_view(), name="umlauf-stimme"),
]
"""Votes by circulation."""

_aufgaben: _Adressen = [
    path("", aufgaben.Aufgaben.as_view(), name="aufgaben"),
    path("neu/", aufgaben.AufgabeNeu.as_view(), name="aufgabe-neu"),
    path("<int:pk>/", aufgaben.EineAufgabe.as_view(), name="aufgabe"),
    path("<int:pk>/aendern/", aufgaben.AufgabeAendern.as_view(), name="aufgabe-aendern"),
    path("<int:pk>/stand/", aufgaben.AufgabeStand.as_view(), name="aufgabe-stand"),
    path("<int:pk>/wiedervorlage/", aufgaben.WiedervorlageNeu.as_view(), name="wiedervorlage-neu"),
    path("wiedervorlagen/<int:pk>/", aufgaben.WiedervorlageErledigt.as_view(), name="wiedervorlage-erledigt"),
]
"""Tasks and resubmissions."""

_ein_thema: _Adressen = [
    path("", themen.EinThema.as_view(), name="thema"),
    path("aendern/", themen.ThemaAendern.as_view(), name="thema-aendern"),
    path("ablehnen/", themen.ThemaAblehnen.as_view(), name="thema-ablehnen"),
    path("zulassen/", themen.ThemaZulassen.as_view(), name="thema-zulassen"),
    path("vereinen/", themen.ThemaVereinen.as_view(), name="thema-vereinen"),
    path("trennen/", themen.ThemaTrennen.as_view(), name="thema-trennen"),
    path("waehlen/", themen.ThemaWaehlen.as_view(), name="thema-waehlen"),
    path("abwaehlen/", themen.WahlZuruecknehmen.as_view(), name="thema-abwaehlen"),
    path("kosten/", themen.KostenReservieren.as_view(), name="thema-kosten"),
]

_themen: _Adressen = [
    path("", themen.Themen.as_view(), name="themen"),
    path("neu/", themen.ThemaNeu.as_view(), name="thema-neu"),
    path("oeffnen/", themen.VorschlaegeOeffnen.as_view(), name="themen-oeffnen"),
    path("<int:pk>/", include(_ein_thema)),
    path("felder/", themen.Handlungsfelder.as_view(), name="handlungsfelder"),
    path("felder/neu/", themen.FeldNeu.as_view(), name="handlungsfeld-neu"),
    path("felder/<int:pk>/", themen.FeldAendern.as_view(), name="handlungsfeld"),
    path("felder/<int:pk>/loeschen/", themen.FeldLoeschen.as_view(), name="handlungsfeld-loeschen"),
    path("runden/neu/", priorisierung.RundeNeu.as_view(), name="runde-neu"),
    path("runden/<int:pk>/", priorisierung.Runde.as_view(), name="runde"),
    path("runden/<int:pk>/punkt/<int:thema>/", priorisierung.PunktGeben.as_view(), name="runde-punkt"),
    path("runden/<int:pk>/schliessen/", priorisierung.RundeSchliessen.as_view(), name="runde-schliessen"),
]
"""Topics and rankings of a conference."""

_meilensteine: _Adressen = [
    path("", meilensteine.Meilensteine.as_view(), name="meilensteine"),
    path("neu/", meilensteine.MeilensteinNeu.as_view(), name="meilenstein-neu"),
    path("vorschlagen/", meilensteine.MeilensteineVorschlagen.as_view(), name="meilensteine-vorschlagen"),
    path("<int:pk>/", meilensteine.MeilensteinAendern.as_view(), name="meilenstein"),
    path("<int:pk>/erreicht/", meilensteine.MeilensteinErreicht.as_view(), name="meilenstein-erreicht"),
    path("<int:pk>/entfernen/", meilensteine.MeilensteinEntfernen.as_view(), name="meilenstein-entfernen"),
]
"""Milestones of a conference."""

_vorlagen: _Adressen = [
    path("", vorlagen.Vorlagen.as_view(), name="vorlagen"),
    path("beginnen/", vorlagen.VorlageBeginnen.as_view(), name="vorlage-beginnen"),
    path("punkte/neu/", vorlagen.VorlagenpunktNeu.as_view(), name="vorlagenpunkt-neu"),
    path("punkte/<int:vorlage>/", vorlagen.VorlagenpunktAendern.as_view(), name="vorlagenpunkt"),
    path(
        "punkte/<int:vorlage>/verschieben/",
        vorlagen.VorlagenpunktVerschieben.as_view(),
        name="vorlagenpunkt-verschieben",
    ),
    path(
        "punkte/<int:vorlage>/entfernen/",
        vorlagen.VorlagenpunktEntfernen.as_view(),
        name="vorlagenpunkt-entfernen",
    ),
    path("erinnerungen/neu/", vorlagen.ErinnerungsvorlageNeu.as_view(), name="erinnerungsvorlage-neu"),
    path(
        "erinnerungen/<int:vorlage>/", vorlagen.ErinnerungsvorlageAendern.as_view(), name="erinnerungsvorlage"
    ),
    path(
        "erinnerungen/<int:vorlage>/entfernen/",
        vorlagen.ErinnerungsvorlageEntfernen.as_view(),
        name="erinnerungsvorlage-entfernen",
    ),
]
"""What new meetings of a body begin with."""

urlpatterns: _Adressen = [
    path("sitzungen/vorlagen/<int:pk>/", include(_vorlagen)),
    path("termine/", include(_umfragen)),
    path("sitzungen/", include(_sitzungen)),
    path("sitzungen/", include(_verlauf)),
    path("sitzungen/", include(_niederschrift)),
    path("umlauf/", include(_umlauf)),
    path("aufgaben/", include(_aufgaben)),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/themen/", include(_themen)),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/meilensteine/", include(_meilensteine)),
]
