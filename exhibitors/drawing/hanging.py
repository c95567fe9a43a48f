"""What hangs on a stand: what stops it from going, and what another can take over."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from exhibitors.drawing.sentences import stand_name
from exhibitors.models import (
    Exhibit,
    Exhibitor,
    FormerAddress,
    Inquiry,
    Participation,
    Photo,
    Stand,
    StandNotice,
)
from exhibitors.models.access import GivenRole
from exhibitors.models.scope import Record

# What goes over to the stand that takes another in. All else is somebody's word about
# that very stand: a planned stop, a reported size, the rights of its host.
MOVED: tuple[tuple[Any, str], ...] = (
    (Exhibit, "stand"),
    (Exhibitor, "stand"),
    (Photo, "stand"),
    (StandNotice, "stand"),
    (Inquiry, "stand"),
    (Participation, "stand"),
    (Stand, "parent"),
)
Counts = dict[int, list[tuple[str, int]]]


def hanging(
    stands: Collection[int], *, is_merged: bool = False, leaving: Collection[Any] = ()
) -> Counts:
    """Return what hangs on stands, with how many of each; a query a kind.

    ``is_merged``: only what cannot go over to another stand. ``leaving`` are stands
    that will lie inside another one.
    """
    found: Counts = {}
    for model, field in _links():
        if is_merged and (model, field) in MOVED:
            continue
        rows = model._default_manager.filter(**{f"{field}__in": stands})
        if model is Stand:
            rows = rows.exclude(pk__in=[*stands, *leaving])
        for pk, count in rows.values_list(field).annotate(Count("pk")).order_by(field):
            found.setdefault(pk, []).append(
                (str(model._meta.verbose_name_plural), count)
            )
    return found


def _links() -> list[tuple[Any, str]]:
    """Return the models that link to stands, other apps' too, with their field."""
    relations: Any = Stand._meta.get_fields(include_hidden=True)
    found = [
        (relation.related_model, relation.field.name)
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and isinstance(relation.related_model, type)
        and issubclass(relation.related_model, Record | GivenRole)
    ]
    return sorted(found, key=lambda link: (link[0]._meta.label, link[1]))


def refusals(
    stands: Collection[Stand],
    *,
    is_merged: bool = False,
    leaving: Collection[Any] = (),
) -> list[str]:
    """Return why stands cannot go, a sentence each; none for those that can."""
    keys = [stand.pk for stand in stands]
    found = hanging(keys, is_merged=is_merged, leaving=leaving)
    text = (
        _(
            "%(stand)s cannot be merged into another, as this hangs on it: %(what)s. "
            "Give that to another stand first."
        )
        if is_merged
        else _(
            "%(stand)s cannot be deleted, as this hangs on it: %(what)s. Take it off "
            "the plan instead, or give that to another stand first."
        )
    )
    return [
        _begun(text % {"stand": stand_name(stand), "what": counted(found[stand.pk])})
        for stand in stands
        if stand.pk in found
    ]


def counted(counts: list[tuple[str, int]]) -> str:
    """Return what there is in words, as in “exhibits (3), photos (1)”."""
    return ", ".join(f"{name} ({count})" for name, count in counts)


def moves(kept: Stand, gone: Collection[Stand]) -> list[str]:
    """Return what happens when a stand takes others in, a sentence each."""
    everything = hanging([stand.pk for stand in gone])
    told = []
    for stand in gone:
        names = {"stand": stand_name(stand), "kept": stand_name(kept)}
        if stand.pk in everything:
            text = _("%(what)s of %(stand)s go over to %(kept)s.")
            told.append(_begun(text % {**names, "what": counted(everything[stand.pk])}))
        text = _("%(stand)s goes, with its own texts; its address leads to %(kept)s.")
        told.append(_begun(text % names))
    return told


def already_there(kept: Stand, gone: Collection[Stand]) -> list[str]:
    """Return who shows at more than one of the stands, a sentence each."""
    stands = [kept.pk, *(stand.pk for stand in gone)]
    rows = (
        Exhibitor.objects.filter(stand__in=stands)
        .values_list("organisation__name")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .order_by("organisation__name")
    )
    text = _(
        "“%(name)s” shows at more than one of the stands to be merged: leave it at one."
    )
    return [text % {"name": name} for name, _count in rows]


def take_in(kept: Stand, gone: Collection[Stand]) -> None:
    """Give a stand what hangs on others, delete them, lead their addresses to it."""
    keys = [stand.pk for stand in gone]
    for model, field in MOVED:
        rows = model._default_manager.filter(**{f"{field}__in": keys})
        if model is Stand:
            rows.filter(pk=kept.pk).update(parent=None)
        rows.update(**{field: kept.pk})
    for links in ("sectors", "sources"):
        linked: Any = Stand._meta.get_field(links)
        found = linked.related_model._default_manager
        getattr(kept, links).add(*found.filter(stands__in=keys).distinct())
    table = Stand._meta.db_table
    FormerAddress.objects.filter(kind=table, row__in=keys).update(row=kept.pk)
    Stand.objects.filter(pk__in=keys).delete()
    FormerAddress.objects.bulk_create(
        FormerAddress(
            kind=table, exhibition_id=kept.exhibition_id, slug=stand.slug, row=kept.pk
        )
        for stand in gone
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
