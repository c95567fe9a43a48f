"""Searching a list by the words of its rows' names, with an index behind it."""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from exhibitors.admin.counting import CountedOnce
from exhibitors.models.folding import fold, folded
from exhibitors.slugs import slug_of

MOST_WORDS = 8
# Whoever writes these means them: no name is written without them.
SIGNS = frozenset("%_")


def mentions(word: str) -> Q:
    """Return the condition that a folded ``text`` has a word, in Latin letters or not.

    A record's address has its name in Latin ones. Asked twice only where they differ:
    folding is what takes the time.
    """
    latin = "" if SIGNS & {*word} else slug_of(word)
    told = Q(text__contains=word)
    return told | Q(text__contains=latin) if latin and latin != word else told


def having(rows: QuerySet[Any], columns: tuple[str, ...], word: str) -> QuerySet[Any]:
    """Return the rows whose texts have a word, however it is written."""
    found: QuerySet[Any] = rows.annotate(text=folded(*columns)).filter(mentions(word))
    return found


class Findable:
    """Finds rows whose names, or those of a record they link to, have every word.

    ``found_by`` are the columns of the model's index of folded texts;
    ``found_through`` those of the records behind a link.
    """

    model: type[Any]
    found_by: ClassVar[tuple[str, ...]]
    found_through: ClassVar[dict[str, tuple[str, ...]]] = {}
    # A hundred thousand rows take their time: they are counted once.
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the list, which counts its rows once."""
        return CountedOnce

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows that have every word, none of them twice."""
        words = fold(search_term.replace("\0", "")).split()[:MOST_WORDS]
        for word in words:
            queryset = queryset.filter(pk__in=self._with(word))
        return queryset, False

    def _with(self, word: str) -> QuerySet[Any]:
        """Return the keys of the rows with a word, each way by its own index."""
        every = self.model._default_manager.order_by()
        ways = [having(every, self.found_by, word).values("pk")]
        for link, columns in self.found_through.items():
            linked: Any = self.model._meta.get_field(link).related_model
            there = having(linked._default_manager.order_by(), columns, word)
            ways.append(
                every.filter(**{f"{link}__in": there.values("pk")}).values("pk")
            )
        first, *others = ways
        return first.union(*others, all=True) if others else first
