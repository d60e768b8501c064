einrichten:
	@python3 betrieb/einrichten.py --entwicklung
