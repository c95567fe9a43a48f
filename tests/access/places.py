"""Every address of the site: found by walking the resolver, filled in with records.

A new address needs nothing here where its parts are those of ``PARTS`` or, below a
model's admin, a record of that model; else give it a line in ``ROWS``.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from exhibitors import images
from tests.access.world import DAY

GENERIC = ("changelist", "add", "change", "delete", "history")
# The record that an address names, by its key, slug or token.
ROWS = {
    "delegations:board_check": ("delegations.stop", "pk"),
    "delegations:board_move": ("delegations.stop", "pk"),
    "delegations:delegation_detail": ("delegations.delegation", "slug"),
    "delegations:draft": ("delegations.visit", "visit"),
    "delegations:register": ("delegations.registration", "token"),
    "delegations:report_detail": ("delegations.report", "slug"),
    "delegations:stop_edit": ("delegations.stop", "pk"),
    "delegations:stop_new": ("delegations.visit", "pk"),
    "delegations:stop_remove": ("delegations.stop", "pk"),
    "accounts:end_session": ("expo.signin", "pk"),
    "exhibitors:area_detail": ("exhibitors.area", "slug"),
    "exhibitors:country_detail": ("exhibitors.country", "iso2"),
    "exhibitors:exhibit_detail": ("exhibitors.exhibit", "slug"),
    "exhibitors:exhibitor_detail": ("exhibitors.organisation", "slug"),
    "exhibitors:sector_detail": ("exhibitors.sector", "slug"),
    "exhibitors:share_record": ("exhibitors.stand", "name"),
    "exhibitors:source_detail": ("exhibitors.source", "pk"),
    "exhibitors:stand_detail": ("exhibitors.stand", "slug"),
    "admin:exhibitors_historytransaction_restore": ("exhibitors.historyevent", "pk"),
    "admin:view_on_site": ("delegations.delegation", "object_id"),
    "feed": ("delegations.feed", "token"),
    "media/<path:name>": ("exhibitors.photo", "name"),
    "notice": ("delegations.notice", "token"),
    "picture": ("exhibitors.photo", "pk"),
    **{
        f"delegations:plan_{name}": ("delegations.planningrun", "pk")
        for name in (
            "run explained undo progress cancel apply discard".split()  # noqa: SIM905
        )
    },
}
# What the other parts of an address are; secrets that nobody was given.
PARTS = {
    "app_label": "delegations",
    "file_format": "csv",
    "file_name": "card-320.webp",
    "kind": "stand",
    "on": DAY,
    "name": "stand-name-ru",
    "place": "photo-1",
    "rest": "1/1/",
    "secret": "unknown",
    "section": "stands",
    "token": "set-password",
    "uidb64": "MQ",
    "url": "nothing/",
}
# The same, of one address.
OWN_PARTS = {
    "completeness": {"kind": "countries"},
    "completeness_file": {"kind": "organisations"},
}


@dataclass(frozen=True)
class Place:
    """An address as the site declares it: its name, or its route without one."""

    name: str
    route: str
    parts: tuple[str, ...]

    @property
    def model(self) -> Any:
        """The model below whose admin it lies, None elsewhere."""
        found = re.match(r"admin/([a-z]+)/([a-z]+)/", self.route)
        for model in admin.site._registry:
            names = (model._meta.app_label, model._meta.model_name)
            if found and names == found.groups():
                return model
        return None

    @property
    def is_generic(self) -> bool:
        """Whether it is one of the pages that each model of the admin has."""
        if self.model is None:
            return False
        # Without a name: the old address of a record, which leads to its page.
        last = self.name.removeprefix(f"admin:{_prefix(self.model)}")
        return last in GENERIC or self.name == "admin:"

    def row(self) -> tuple[str, str] | None:
        """Return the model of the record that it names, and the part that does."""
        if self.name in ROWS:
            return ROWS[self.name]
        own = [part for part in self.parts if part in ("pk", "id", "object_id")]
        if self.model is not None and own:
            return self.model._meta.label_lower, own[0]
        return None

    def unknown(self) -> list[str]:
        """Return the parts that nothing says how to fill in."""
        row = self.row()
        known = {*PARTS, "exhibition", row[1] if row else "", "stamp"}
        known |= {"content_type_id"} if row else set()
        return [part for part in self.parts if part not in known]

    def address(self, exhibition: Any, row: Any = None) -> str:
        """Return the path, with the records that it names."""
        named = self.row()
        own = OWN_PARTS.get(self.name, {})
        values = {**PARTS, **own, "exhibition": exhibition.slug}
        if named is not None:
            values[named[1]] = _told(row, named[1])
            values["content_type_id"] = ContentType.objects.get_for_model(row).pk
        if "stamp" in self.parts:
            values["stamp"] = images.stamp(row)
        return "/" + _filled(self.route, values)


def _prefix(model: Any) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_"


def _told(row: Any, part: str) -> Any:
    """Return what names a record in an address."""
    if part == "iso2":
        return row.code
    if part == "name":
        return row.image.name if hasattr(row, "image") else row.slug
    return getattr(row, part) if part in ("slug", "token") else row.pk


def _filled(route: str, values: dict[str, Any]) -> str:
    plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", route)
    plain = plain.replace("^", "").replace("$", "").replace("\\", "")
    return re.sub(
        r"<(?:\w+:)?(\w+)>", lambda part: str(values.get(part[1], "1")), plain
    )


def places() -> list[Place]:
    """Return every address of the site, each once."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: Any, before: str, space: str) -> Any:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, route, space + inner)
        else:
            known = pattern.pattern
            parts = known.converters or known.regex.groupindex
            yield Place(_name(space, pattern.name, route), route, tuple(sorted(parts)))


def _name(space: str, name: str | None, route: str) -> str:
    if name or space:
        return f"{space}{name or ''}"
    return route.replace("\\", "").strip("^$") or "(the first page)"
