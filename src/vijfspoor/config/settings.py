"""All settings of Vijfspoor, read from the environment. `docs/operations.md` lists them."""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from vijfspoor.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(environment.text("DATA_DIR") or Path.cwd() / "data")

DEMO = environment.flag("DEMO")
DEBUG = environment.flag("DEBUG")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
SECURE = environment.flag("SECURE", default=not DEMO and not DEBUG)

_LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
if DEMO and not set(ALLOWED_HOSTS) <= _LOCAL_HOSTS:
    raise ImproperlyConfigured(
        "DEMO=yes lets anyone step in as anyone, so it only runs on this machine: leave ALLOWED_HOSTS at its default"
    )

SECRET_KEY = environment.text("SECRET_KEY")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing: set it to a long random text and keep it secret (or DEMO=yes to look around)"
        )
    DATA.mkdir(parents=True, exist_ok=True)
    _key_file = DATA / "demo-secret-key"
    if not _key_file.exists():
        _key_file.write_text(secrets.token_urlsafe(50), encoding="ascii")
        _key_file.chmod(0o600)
    SECRET_KEY = _key_file.read_text(encoding="ascii")

DATABASES = {"default": environment.database(DATA / "vijfspoor.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(str(DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "vijfspoor.store",
    "vijfspoor.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vijfspoor.web.middleware.PersonMiddleware",
]
ROOT_URLCONF = "vijfspoor.config.urls"
WSGI_APPLICATION = "vijfspoor.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "vijfspoor.web.context.navigation",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "vijfspoor.web.templatetags.ui",
                "vijfspoor.web.templatetags.events",
                "vijfspoor.web.templatetags.assessments",
                "vijfspoor.web.templatetags.law",
                "vijfspoor.web.templatetags.literacy",
                "vijfspoor.web.templatetags.learning",
                "vijfspoor.web.templatetags.operations",
                "vijfspoor.web.templatetags.outcomes",
                "vijfspoor.web.templatetags.attachments",
                "vijfspoor.web.templatetags.guidelines",
                "vijfspoor.web.templatetags.policies",
                "vijfspoor.web.templatetags.needs",
                "vijfspoor.web.templatetags.setups",
                "vijfspoor.web.templatetags.findings",
                "vijfspoor.web.templatetags.imports",
                "vijfspoor.web.templatetags.suppliers",
                "vijfspoor.web.templatetags.council",
                "vijfspoor.web.templatetags.means",
                "vijfspoor.web.templatetags.teams",
                "vijfspoor.web.templatetags.insight",
                "vijfspoor.web.templatetags.indicators",
            ],
        },
    }
]

# People and sign-in
AUTH_USER_MODEL = "store.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/aanmelden"
LOGIN_REDIRECT_URL = "/bureau"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "vijfspoor.web.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Counted per account, not per address: a whole town hall sits behind one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "5/5m/key", "reauthenticate": "10/m/user"}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Vijfspoor"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True

# Transport and browser policy
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^health/"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

# Files, cache, mail, logs
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# No address leads here: evidence is sent only by a view that asks who may read it.
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_HANDLERS = [
    "vijfspoor.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # The counters and used stamps of public forms live here: a flood must not push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "Vijfspoor <noreply@localhost>")
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000")
# Empty: nothing is ever sent to the national Algoritmeregister.
ALGORITMEREGISTER_URL = environment.text("ALGORITMEREGISTER_URL")
ALGORITMEREGISTER_MUNICIPALITY = environment.text("ALGORITMEREGISTER_MUNICIPALITY")
ALGORITMEREGISTER_ORGANISATION = environment.text("ALGORITMEREGISTER_ORGANISATION")
ALGORITMEREGISTER_TOKEN = environment.text("ALGORITMEREGISTER_TOKEN")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
}
