"""What every way of running shares; values come from the environment only."""

import os
import shlex
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from expo.database import database_settings
from expo.environment import flag

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("EXPO_DATA_DIR") or BASE_DIR / "var").absolute()

INSTALLED_APPS = [
    "modeltranslation",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "exhibitors",
    "delegations",
    "expo",
]

# While this file is there, the site is closed for maintenance.
MAINTENANCE_SIGN = DATA_DIR / "maintenance"

MIDDLEWARE = [
    # First: a page kept has all that the others would add.
    "exhibitors.views.page_cache.page_cache",
    "expo.middleware.with_policies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "expo.errors.maintenance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "expo.accounts.guard.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "exhibitors.history.requests.recorded",
    "expo.middleware.for_the_admin",
    "expo.middleware.clear_at_sign_out",
]

ROOT_URLCONF = "expo.urls"
WSGI_APPLICATION = "expo.wsgi.application"
AUTH_USER_MODEL = "expo.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "expo.accounts.backends.Accounts",
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database_settings(DATA_DIR)}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # In each process: pages are kept under the state of the exhibition, which the
    # database tells. 2,000 pages of about 10 kB.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

# Processes that do long work have settings of their own, to begin quickly.
JOB_SETTINGS = "expo.settings.jobs"
# What plans a day; empty: delegations.planning, by the Python that runs the site.
PLANNER_COMMAND = shlex.split(os.environ.get("EXPO_PLANNER_COMMAND", ""))

# Whether letters leave the house; where they do not, the admin shows them.
SENDS_MAIL = True

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("az", _("Azerbaijani"))]
MODELTRANSLATION_LANGUAGES = ("en", "ru", "az")
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("en", "ru", "az"),
    "az": ("en", "ru"),
    "ru": ("en", "az"),
}
MODELTRANSLATION_PREPOPULATE_LANGUAGE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# What no address serves: photos that wait to be placed, photos given up, lists.
PRIVATE_ROOT = DATA_DIR / "private"
PRIVATE_FILES = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {
        "location": PRIVATE_ROOT,
        "base_url": None,
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": PRIVATE_FILES,
}
# Photos of a folder sent at once without a script, and their table of texts.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Bootstrap's own stylesheet embeds its icons as data addresses.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"

# Signing in is throttled: see expo/accounts/throttle.py.
AXES_HANDLER = "expo.accounts.throttle.Throttle"
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "expo.accounts.throttle.account_of"
AXES_CLIENT_IP_CALLABLE = "expo.accounts.throttle.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The sign-in page says so itself, in the reader's language.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
# Whether a proxy in front of the site says where requests come from.
BEHIND_PROXY = False

# Whoever organises every exhibition signs in with a second factor.
SECOND_FACTOR_FOR_ORGANISERS_OF_ALL = flag("EXPO_SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER = "Expo"
PASSWORD_RESET_TIMEOUT = 3600

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    # It names the addresses of browsers.
    "loggers": {"axes": {"handlers": ["nowhere"], "propagate": False}},
}
SECURE_REFERRER_POLICY = "same-origin"

UNFOLD = {
    "SITE_TITLE": "Expo",
    "SITE_HEADER": "Expo",
    "SITE_SUBHEADER": "expo.navigation.at_work",
    "SITE_URL": "expo.navigation.site_address",
    "SITE_SYMBOL": "festival",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("icons/mark.svg"),
        }
    ],
    "SITE_DROPDOWN": "expo.navigation.exhibitions",
    "SHOW_LANGUAGES": True,
    "BORDER_RADIUS": "6px",
    "STYLES": [
        lambda request: static("css/admin.css"),
        lambda request: static("css/admin-narrow.css"),
    ],
    "SCRIPTS": [lambda request: static("js/admin-names.js")],
    "ACCOUNT": {
        "navigation": [
            {"title": _("My account"), "link": reverse_lazy("accounts:profile")}
        ]
    },
    "DASHBOARD_CALLBACK": "expo.dashboard.dashboard",
    "SIDEBAR": {"show_search": False, "navigation": "expo.navigation.groups"},
    # The turquoise of the public pages.
    "COLORS": {
        "primary": {
            "50": "oklch(97% .02 200)",
            "100": "oklch(94% .04 200)",
            "200": "oklch(88% .06 200)",
            "300": "oklch(80% .08 200)",
            "400": "oklch(70% .09 200)",
            "500": "oklch(58% .09 200)",
            "600": "oklch(49% .08 200)",
            "700": "oklch(42% .07 200)",
            "800": "oklch(36% .06 200)",
            "900": "oklch(31% .05 200)",
            "950": "oklch(22% .04 200)",
        },
    },
}
