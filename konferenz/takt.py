"""What happens by itself: name -> task and seconds between two runs. Every task may run as often as one likes."""

TAKT = {
    "nachrichten-zustellen": {"task": "konferenz.tasks.nachrichten_zustellen", "schedule": 60.0},
    "fristen-der-anmeldung": {"task": "anmeldung.tasks.fristen_pruefen", "schedule": 60.0},
    "sitzungserinnerungen": {"task": "planung.tasks.sitzungserinnerungen", "schedule": 60.0},
    "terminumfragen": {"task": "planung.tasks.terminumfragen", "schedule": 900.0},
    "reservierungen-beenden": {"task": "budget.tasks.reservierungen_beenden", "schedule": 900.0},
    "fristen-der-mittel": {"task": "budget.tasks.fristen_melden", "schedule": 900.0},
    "jahresende-der-mittel": {"task": "budget.tasks.jahresende_melden", "schedule": 900.0},
    "beschluesse-im-umlauf": {"task": "planung.tasks.umlaeufe", "schedule": 60.0},
    "aufgaben-und-wiedervorlagen": {
        "task": "planung.tasks.aufgaben_und_wiedervorlagen",
        "schedule": 3600.0,
    },
    "berichte-an-die-versammlung": {"task": "konferenz.tasks.an_berichte_erinnern", "schedule": 3600.0},
    "aufraeumen": {"task": "konferenz.tasks.aufraeumen", "schedule": 3600.0},
    "loeschfristen": {"task": "anmeldung.tasks.loeschfristen_anwenden", "schedule": 3600.0},
}
