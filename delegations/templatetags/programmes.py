"""What pages need to know of the schedule."""

from typing import Any

from django import template

from delegations.confidentiality import reader_of

register = template.Library()


@register.simple_tag(takes_context=True)
def may_read_programmes(context: template.Context, exhibition: Any) -> bool:
    """Return whether the account has a part in the exhibition's schedule."""
    request = context.get("request")
    return bool(request and exhibition and reader_of(request.user, exhibition))
