"""Entry of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "konferenz.settings")
application = get_wsgi_application()

from konferenz import uhr  # noqa: E402  (needs the loaded apps)

uhr.pruefe()
