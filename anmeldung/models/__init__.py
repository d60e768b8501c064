"""All tables of the top floor."""

from anmeldung.models.anmeldung import Anmeldung, Einwilligung
from anmeldung.models.bedarf import Bedarf, Bedarfsreservierung
from anmeldung.models.platz import Kontingent, Platz, Warteplatz

__all__ = ["Anmeldung", "Bedarf", "Bedarfsreservierung", "Einwilligung", "Kontingent", "Platz", "Warteplatz"]
