"""What the question says that is asked before anything is deleted."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibitors.access import access_of
from exhibitors.proposals.snapshots import MODELS, is_public, key_of


class AsksToDelete:
    """Lists what goes with a record, and says where that is only proposed."""

    def get_deleted_objects(self: Any, objs: Any, request: HttpRequest) -> Any:
        """Return what would go, without the rows that only link two records."""
        listed, counts, refused, kept = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        links = [model for model in _every_model() if model._meta.auto_created]
        names = tuple(f"{capfirst(link._meta.verbose_name)}: " for link in links)
        for link in links:
            counts.pop(link._meta.verbose_name_plural, None)
        listed = _without(listed, names)
        if any(self._only_proposes(request, row) for row in objs):
            said = _("This is proposed to the organisers. Visitors see it until then.")
            listed = [said, *listed]
        return listed, counts, refused, kept

    def _only_proposes(self, request: HttpRequest, row: Any) -> bool:
        """Return whether deleting a row only proposes that it be deleted."""
        if key_of(row)[0] not in MODELS or not is_public(row):
            return False
        return access_of(request).pavilion_of(row) is not None


def _every_model() -> Iterable[Any]:
    return apps.get_models(include_auto_created=True)


def _without(listed: Iterable[Any], names: tuple[str, ...]) -> list[Any]:
    """Return a nested list without the lines that begin so."""
    return [
        _without(line, names) if isinstance(line, list) else line
        for line in listed
        if isinstance(line, list) or not str(line).startswith(names)
    ]
