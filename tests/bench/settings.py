"""Production, on the scratch database of a benchmark, with a constant view."""

import os

from expo.settings.production import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["EXPO_BENCH_DATABASE"]  # noqa: F405
STATIC_ROOT = os.environ["EXPO_BENCH_STATIC"]
ROOT_URLCONF = "tests.bench.urls"
if os.environ.get("EXPO_BENCH_UNCACHED"):
    CACHES["pages"] = {  # noqa: F405
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
    }
# A refused edit is an answer here, not something to be told about.
LOGGING["loggers"] = {"django.request": {"level": "ERROR"}}  # noqa: F405
