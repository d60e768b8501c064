# Alles beginnt hier: "make" zeigt, was es gibt. / "make" lists what there is.
PYTHON ?= python3
PORT ?= 8000
AM ?=
VAR ?= var
ARGS ?=
PY = .venv/bin/python
EINRICHTEN = @$(PYTHON) betrieb/einrichten.py
PYTEST = $(PY) -m pytest -n logical --dist worksteal $(ARGS)

.DEFAULT_GOAL := hilfe
.PHONY: hilfe start test test-alles benchmark check lock reset einrichten sprachen

hilfe: ## Diese Übersicht / this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

start: ## Vorführung starten / start the demonstration  (PORT=8000 AM=2024-09-02)
	$(EINRICHTEN)
	@exec $(PY) -m betrieb.start --mit-eltern --port "$(PORT)" --am "$(AM)" --var "$(VAR)"

test: ## Alle Tests, auch im Browser / the whole suite  (ARGS="-k wort")
	$(EINRICHTEN) --entwicklung
	@$(PY) -m betrieb.browser
	@$(PYTEST)

test-alles: ## Dazu die langsamen Tests / the slow ones too
	$(EINRICHTEN) --entwicklung
	@$(PY) -m betrieb.browser
	@$(PYTEST) -m "langsam or not langsam"

benchmark: ## Leistung messen, verglichen mit nacktem Django / measure (minutes)
	$(EINRICHTEN) --entwicklung
	@$(PY) -m benchmarks.messen

check: ## Stil, Typen, Schichten, Migrationen, Sicherheit / static checks
	$(EINRICHTEN) --entwicklung
	@$(PY) -m betrieb.pruefen

lock: ## Sperrdateien der Abhängigkeiten neu schreiben / write the lock files anew
	$(EINRICHTEN) --entwicklung
	@$(PY) -m betrieb.sperren

sprachen: ## Texte für die Übersetzung sammeln / collect texts to translate
	$(EINRICHTEN) --entwicklung
	@$(PY) -m betrieb.verwalten sprachen_sammeln

reset: ## Daten der Vorführung löschen / delete the demonstration's data
	$(EINRICHTEN)
	@$(PY) -m betrieb.start --zuruecksetzen --var "$(VAR)"

einrichten: ## Nur installieren / only install
	$(EINRICHTEN) --entwicklung
