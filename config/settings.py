"""Settings of all processes. What may differ between installations comes from the environment, read
by config.env.
"""

import os
import zlib
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from config import env
from config.logs import logging_settings
from config.rest import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401 - settings by name
from tools.postgres import local_url

BASE_DIR = Path(__file__).resolve().parent.parent
JIEPAI_ENV = env.choice("JIEPAI_ENV", ("tryout", "production", "test"), "tryout")
JIEPAI_ROLE = env.choice("JIEPAI_ROLE", ("web", "worker", "dispatcher", "command"), "command")
JIEPAI_DATA = env.folder("JIEPAI_DATA", BASE_DIR / "var")
JIEPAI_DEMO = env.flag("JIEPAI_DEMO")
PRODUCTION = JIEPAI_ENV == "production"
TESTING = JIEPAI_ENV == "test"
if PRODUCTION and JIEPAI_DEMO:
    raise ImproperlyConfigured(
        "JIEPAI_DEMO=1 is refused in production: the demo's password is known to many."
    )

DEBUG = env.flag("JIEPAI_DEBUG") and not PRODUCTION
SECRET_KEY = env.text("SECRET_KEY", None if PRODUCTION else get_random_secret_key())
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS", "")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters in production.")
if PRODUCTION and len(zlib.compress(SECRET_KEY.encode(), 9)) < 44:
    raise ImproperlyConfigured("SECRET_KEY repeats itself; production needs random characters.")
ALLOWED_HOSTS = env.names(
    "ALLOWED_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1],testserver"
)
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is '*', which trusts every name; name the hosts of this installation."
    )
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS", "")

# How many proxies stand in front of web, and from which addresses they ask.
BEHIND_PROXY = env.flag("JIEPAI_BEHIND_PROXY")
PROXIES = env.number("JIEPAI_PROXIES", int(BEHIND_PROXY), most=5)
TRUSTED_PROXIES = env.networks(
    "JIEPAI_TRUSTED_PROXIES",
    "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7",
)

# Lowest floor first; a floor imports only floors below it.
LOCAL_APPS = [
    "common",
    "organization",
    "channels",
    "customers",
    "resources",
    "campaigns",
    "assessment",
    "findings",
    "comms",
    "preflight",
    "coordination",
    "frontline",
    "calendars",
    "desk",
    "operations",
    "demo",
]
INSTALLED_APPS = [
    *LOCAL_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "common.request_numbers.Numbered",
    "common.client.RealClient",
    "django.middleware.security.SecurityMiddleware",
    "common.middleware.ContentSecurityPolicy",
    "common.middleware.HealthFirst",
    "organization.api.conditional.HeldAlready",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "common.middleware.Slashes",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organization.middleware.SignIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organization.middleware.SignInLimits",
    "organization.middleware.PasswordChange",
    "organization.middleware.PersonLanguage",
    "common.middleware.KeptForms",
    "common.once.SaidOnce",
    "common.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("common.loaders.Cached", ["common.loaders.Loader"])],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context.frame",
            ],
        },
    },
]

# A page may not wait longer than a reader does; a lock that is not had in 3 s is answered with "try
# again". A worker has more time than the checks of neighbouring plans take to be written down.
LIMITS = {
    "web": (15_000, 30_000, 3_000),
    "dispatcher": (15_000, 30_000, 3_000),
    "worker": (300_000, 120_000, 15_000),
    "command": (0, 0, 3_000),
}
STATEMENT_MS, IDLE_MS, LOCK_MS = LIMITS[JIEPAI_ROLE]
DATABASES = {
    "default": env.database("DATABASE_URL", None if PRODUCTION else local_url(JIEPAI_DATA))
}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60 if JIEPAI_ROLE == "web" else 0,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        **DATABASES["default"]["OPTIONS"],
        "options": (
            f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={LOCK_MS} -c"
            f" idle_in_transaction_session_timeout={IDLE_MS}"
        ),
        "application_name": f"jiepai-{JIEPAI_ROLE}",
        "connect_timeout": 5,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits on signing in must count over all processes, and the library uses the cache named
# "default". What has expired is removed every minute; a limit that still counts must never give way
# to other keys.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

AUTH_USER_MODEL = "organization.User"
AUTHENTICATION_BACKENDS = ["organization.backends.People"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "organization.passwords.Unlike"},
    {
        "NAME": "organization.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "organization.passwords.Uncommon"},
    {"NAME": "organization.passwords.NotOnlyDigits"},
    {"NAME": "organization.passwords.Varied"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "organization.middleware.page_was_open_too_long"
ACCOUNT_ADAPTER = "organization.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Wrong passwords are counted by organization.sign_in_limits, per person and per client; right ones
# are nobody's harm.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": ""}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["common.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.folder("JIEPAI_STATIC", JIEPAI_DATA / "static")
MEDIA_ROOT = env.folder("JIEPAI_MEDIA", JIEPAI_DATA / "media")
# Looking for the files takes 40 ms for each client of a test, and no test asks for one of them.
WHITENOISE_USE_FINDERS = not PRODUCTION and not TESTING
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if PRODUCTION
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
FILE_UPLOAD_PERMISSIONS = 0o640
if PRODUCTION and JIEPAI_ROLE == "web" and os.access(JIEPAI_DATA, os.W_OK):
    # Not in the container's /tmp, which is memory.
    FILE_UPLOAD_TEMP_DIR = JIEPAI_DATA / "uploading"
    FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# The broker only wakes workers; the job's row in PostgreSQL is the record.
REDIS_URL = env.text("REDIS_URL", None if PRODUCTION else "")
SPOOL = JIEPAI_DATA / "spool"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
if TESTING and not REDIS_URL:
    CELERY_BROKER_URL = "memory://"
elif REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 5400,
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
    }
else:
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(SPOOL / "messages"),
        "data_folder_out": str(SPOOL / "messages"),
        "control_folder": str(SPOOL / "control"),
        "polling_interval": 0.1,
    }
# What each process that checks plans may keep of other plans in its memory.
KEPT_PLANS_MB = env.number("JIEPAI_KEPT_PLANS_MB", 1024, least=1)
CELERY_WORKER_ENABLE_REMOTE_CONTROL = bool(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONSUMER = "config.celery:Consumer"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if PRODUCTION else 'console'}.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = env.flag("EMAIL_USE_TLS"), env.flag("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 10
# Without a mail server nobody is sent notices by mail.
MAIL_IS_CONFIGURED = bool(env.text("EMAIL_HOST", "")) and not TESTING
# How links in mails and messages begin.
PUBLIC_URL = env.text(
    "JIEPAI_URL", next(iter(CSRF_TRUSTED_ORIGINS), f"http://{ALLOWED_HOSTS[0]}")
).rstrip("/")
# Private networks into which webhooks may reach.
WEBHOOK_NETWORKS = env.networks("JIEPAI_WEBHOOK_NETWORKS", "")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "jiepai@localhost")

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
# What shows customers one by one.
NEVER_STORED = (
    r"^(/api/v1)?/customers/(?!segments/|import/)|/findings/[^/]+/customers/"
    r"|^/api/v1/(touches|holdings|eligibility)/"
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 365 * 86400
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_AGE, SESSION_SAVE_EVERY_REQUEST = 30 * 60, True
    if PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logging_settings(
    "WARNING" if TESTING else env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
)
