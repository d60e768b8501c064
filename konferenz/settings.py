"""One settings file for every way to run; what differs comes from the environment (`umgebung.py`)."""

from datetime import timedelta
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF

from konferenz import haus, umgebung
from konferenz.sprachen import AUSWAHL
from konferenz.takt import TAKT

BASE_DIR = Path(__file__).resolve().parent.parent
BETRIEBSART = umgebung.betriebsart()
VORFUEHRUNG = BETRIEBSART == "vorfuehrung"
PRODUKTION = BETRIEBSART == "produktion"
VAR_DIR = Path(umgebung.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY = umgebung.text("SECRET_KEY")
FELD_SCHLUESSEL = umgebung.liste("FELD_SCHLUESSEL")
"""Fernet keys of the encrypted columns, newest first; they live outside the database and its backup."""

ALLOWED_HOSTS = umgebung.liste("ALLOWED_HOSTS")
BASIS_URL = umgebung.text("BASIS_URL").rstrip("/")
"""Base of every link in a letter; never taken from a request."""

PROXY_ANZAHL = umgebung.ganzzahl("PROXY_ANZAHL", 0)

# --- The house: one straight stack, the lowest first -----------------------------------------------------------------

EIGENE_APPS = ["konferenz", "beirat", "budget", "planung", "programm", "anmeldung"]

INSTALLED_APPS = [
    *EIGENE_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
]

BEITRAEGE = haus.BEITRAEGE

DATENSTAND = [
    # models behind finished public pages (konferenz/datenstand.py)
    "konferenz.Bezirk",
    "konferenz.Konferenz",
    "konferenz.Ort",
    "konferenz.Drucksache",
    "konferenz.Angebot",
    "beirat.Gremium",
    "beirat.Sitz",
    "beirat.Mitgliedschaft",
    "programm.Programmfassung",
    "anmeldung.Kontingent",
    "anmeldung.Platz",
    "anmeldung.Warteplatz",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "konferenz.middleware.GesundheitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "konferenz.middleware.VerlaufMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "konferenz.urls"
WSGI_APPLICATION = "konferenz.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "konferenz.kontext.rahmen",
            ],
            "builtins": ["django.templatetags.i18n", "konferenz.templatetags.teile"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "kern"
CRISPY_TEMPLATE_PACK = "kern"

# --- Database, cache, sessions: PostgreSQL holds the truth, Redis may vanish ------------------------------------------

DATABASES = {
    "default": {
        **umgebung.datenbank(),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 600,
        "ATOMIC_REQUESTS": False,
    }
}
_GRENZEN = "-c lock_timeout=3s -c statement_timeout={} -c idle_in_transaction_session_timeout=30s"
_vorhanden = DATABASES["default"]["OPTIONS"]
_vorhanden["options"] = " ".join(  # type: ignore[index]
    filter(None, [_vorhanden.get("options", ""), _GRENZEN.format(umgebung.text("ABFRAGE_GRENZE", "15s"))])  # type: ignore[attr-defined]
)
_vorhanden.setdefault("connect_timeout", "5")  # type: ignore[attr-defined]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "zwischenspeicher",
        # Holds the limits of the login: with Django's 300 whoever asks often enough would push out older counts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Finished pages only: one small cache in each process, never the place of a limit or a session.
    "seiten": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "seiten",
        "TIMEOUT": 10,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Celery: a wake-up call, never the holder of a truth --------------------------------------------------------------

CELERY_BROKER_URL = umgebung.broker()
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "visibility_timeout": 900,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # its own handlers would write what ours leave out
CELERY_TIMEZONE = "Europe/Berlin"
CELERY_BEAT_SCHEDULE = TAKT

# --- Mail -------------------------------------------------------------------------------------------------------------

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
globals().update(umgebung.post())
DEFAULT_FROM_EMAIL = umgebung.text("MAIL_VON")

# --- Languages and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = AUSWAHL
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- Login ------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "konferenz.Benutzer"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique by an index on Lower("email")
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "arbeit:uebersicht"
ACCOUNT_ADAPTER = "konferenz.konten.Kontenadapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"confirm_login_code": "konferenz.forms.konten.AnmeldecodeForm"}
# Unknown addresses get no mail, but their requests take the same way (and time) through the adapter.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ZWEITER_FAKTOR_VERLANGT = not VORFUEHRUNG
"""The demonstration only offers the second factor, everywhere else the roles that need it cannot work without."""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "konferenz"
MFA_TOTP_TOLERANCE = 1
"""A code stays good for one more period (RFC 6238, 5.2): who types slowly or has a phone that is slow gets in."""
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_ANZAHL

# --- Security ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = (
    "same-origin"  # "no-referrer" makes browsers send `Origin: null`, and every form would be refused
)
SECURE_SSL_REDIRECT = PRODUKTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31536000 if PRODUKTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUKTION
SECURE_HSTS_PRELOAD = PRODUKTION
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUKTION
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "konferenz.views.fehler.csrf"
CSRF_TRUSTED_ORIGINS = [BASIS_URL]
if PROXY_ANZAHL:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# --- Files ------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "statisch"
_PAKETE = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("kern", _PAKETE / "@kern-ux/native/dist"),
    ("noto-sans-arabic", _PAKETE / "@fontsource/noto-sans-arabic"),
]
SCHRIFTEN_DIR = _PAKETE / "@expo-google-fonts"
"""Fonts of printed pages, one folder for each family."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # The live server of the tests answers 404 for hashed names, so tests keep the plain ones.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if BETRIEBSART == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_MAX_AGE = 31536000 if not DEBUG else 0
MEDIA_ROOT = VAR_DIR / "medien"
"""Uploads. No address leads here: what is shown goes through a view that asks for the right."""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
LOESCHJOURNAL = VAR_DIR / "journal" / "loeschungen"
"""One line for each deletion (kind, random id, time): outside the database and its backup, so that a restore can
repeat it."""

# --- Logs: ids only, and never an address with a personal link --------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"ohne_zugang": {"()": "konferenz.protokoll.OhneZugang"}},
    "formatters": {
        "zeile": {
            "()": "konferenz.protokoll.OhneWortlaut",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "konsole": {"class": "logging.StreamHandler", "formatter": "zeile", "filters": ["ohne_zugang"]}
    },
    "root": {"handlers": ["konsole"], "level": "WARNING"},
}

# --- Audit trail ------------------------------------------------------------------------------------------------------

PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
