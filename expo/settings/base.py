"""What every way of running shares; values come from the environment only."""

import os
import shlex
from pathlib import Path

from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from expo.database import database_settings

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
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "expo.middleware.for_the_admin",
    "expo.middleware.clear_at_sign_out",
]

ROOT_URLCONF = "expo.urls"
WSGI_APPLICATION = "expo.wsgi.application"
AUTH_USER_MODEL = "expo.User"
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
# Lists that were uploaded: no address leads there.
PRIVATE_ROOT = DATA_DIR / "private"

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
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
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
    "STYLES": [lambda request: static("css/admin.css")],
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
