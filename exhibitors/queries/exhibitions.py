"""Exhibitions that visitors may see."""

from django.db.models import Case, Prefetch, Q, QuerySet, When

from exhibitors.models import Exhibition, FormerAddress, Venue


def published_exhibitions() -> QuerySet[Exhibition]:
    """Return the exhibitions that visitors may see, the latest first, with venues."""
    return exhibitions_where(Q(is_published=True))


def exhibitions_where(condition: Q) -> QuerySet[Exhibition]:
    """Return the exhibitions of a condition, the latest first, with venues."""
    return (
        Exhibition.objects.filter(condition)
        .select_related("organiser", "initiator")
        .prefetch_related(
            Prefetch("venues", Venue.objects.select_related("organisation", "country"))
        )
    )


def named_exhibition(rows: QuerySet[Exhibition], name: str) -> Exhibition | None:
    """Return the one of these exhibitions with this slug, else with this key.

    Last comes one that once had the slug, the latest first. The usual case, a slug in
    use, is asked first and alone: it has an index.
    """
    named = rows.filter(slug=name).first()
    if named is not None:
        return named
    former = Q(pk__in=FormerAddress.rows(Exhibition, name))
    return (
        rows.filter(Q(key=name) | former)
        .order_by(Case(When(key=name, then=0), default=1), "-start_on")
        .first()
    )


def short_name(name: str, theme: str) -> str:
    """Return an exhibition's name without its theme: "Name: theme" gives "Name"."""
    head, colon, tail = name.partition(":")
    is_repeated = bool(colon) and tail.strip().casefold() == theme.strip().casefold()
    return head.strip() if is_repeated else name
