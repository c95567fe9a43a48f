"""Fields that several models share."""

import re
import secrets
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# No letters that look alike: a code is read aloud and typed from paper.
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 8

RESERVED_SLUGS = frozenset(
    {
        "admin",
        "accounts",
        "add",
        "board",
        "countries",
        "delegations",
        "edit",
        "events",
        "exhibitors",
        "exhibits",
        "feeds",
        "healthz",
        "media",
        "my-visit",
        "new",
        "plan",
        "readyz",
        "reports",
        "s",
        "search",
        "sectors",
        "share",
        "sitemap",
        "sources",
        "stands",
        "static",
        "x",
    }
)

key_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use lower-case letters, digits and single hyphens, as in “8-2-b-14”."),
)


def short_code() -> str:
    """Return a random code of eight letters and digits for short addresses."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


def secret_token() -> str:
    """Return 32 random bytes as 43 letters and digits for a secret address."""
    return secrets.token_urlsafe(32)


def natural_key(text: str) -> str:
    """Return a sort key in which B2 comes before B10: digits padded to eight."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), text.casefold())


class NaturalKeyField(models.CharField):  # type: ignore[type-arg]
    """The natural sort key of another field, kept by every save and bulk insert."""

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = source
        kwargs.update(
            max_length=200, editable=False, default="", blank=True, db_collation="C"
        )
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "editable", "default", "blank", "db_collation"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = natural_key(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, key)
        return key


class WebField(models.URLField):  # type: ignore[type-arg]
    """An address on the web; typed without a scheme it is a secure one."""

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form field, with https where no scheme is typed."""
        return super().formfield(*args, **{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> Any:
        """Return what migrations write: the column is that of any address."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
