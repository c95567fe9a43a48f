"""Links that keep the rest of the address."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.utils.translation import (
    get_language,
    get_language_from_path,
    get_language_info,
)

from exhibitors.queries.facets import Choice, Facet

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """This page in one of the languages."""

    code: str
    name: str
    address: str
    is_current: bool

    @property
    def path(self) -> str:
        """The address without the questions asked of it."""
        return self.address.partition("?")[0]


def _in_language(request: HttpRequest, code: str) -> str:
    """Return the address of this page in a language, with its query."""
    query = request.GET.copy()
    path, current = request.path, get_language_from_path(request.path)
    if current:
        path = f"/{code}{path[len(current) + 1 :]}"
    elif path == "/":
        path = f"/{code}/"
    else:
        query["language"] = code
    return f"{path}?{query.urlencode()}" if query else path


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """Return this page in every language."""
    request = context.get("request")
    if request is None:
        return []
    return [
        LanguageLink(
            code,
            str(get_language_info(code)["name_local"]).capitalize(),
            _in_language(request, code),
            code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def any_language(context: Context) -> str:
    """Return the address from which each reader is led to the own language."""
    path: str = context["request"].path
    current = get_language_from_path(path)
    return path[len(current) + 1 :] if current else path


@register.simple_tag(takes_context=True)
def without(context: Context, facet: Facet, choice: Choice) -> str:
    """Return the address of this list without one of the chosen values."""
    query: QueryDict = context["request"].GET.copy()
    others = [other.value for other in facet.chosen if other != choice]
    query.setlist(facet.name, others)
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def current(context: Context, *names: str) -> dict[str, Any] | str:
    """Return the mark of a link to the present page, for the names of its views."""
    match = getattr(context.get("request"), "resolver_match", None)
    return "page" if match and match.url_name in names else ""


@register.simple_tag
def page_numbers(found: Page[Any]) -> list[int | str]:
    """Return the numbers of the pages near this one, with … for those left out."""
    return list(found.paginator.get_elided_page_range(found.number, on_ends=1))
