"""Settings for the tests: the application's own, with quick hashing and plain static files."""

import os
import tempfile

os.environ.setdefault("DEMO", "yes")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="vijfspoor-test-"))

from vijfspoor.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True
