"""Whether an organiser looks at an exhibition with its drafts or as visitors do."""

from django.http import HttpRequest

PARAMETER = "drafts"


def wants_drafts(request: HttpRequest) -> bool:
    """Return the organiser's choice: that of the address, which is kept, else the last.

    ``?drafts=on`` and ``?drafts=off`` change nothing but what this account sees.
    """
    asked = request.GET.get(PARAMETER)
    if asked in ("on", "off"):
        request.session[PARAMETER] = asked == "on"
    return bool(request.session.get(PARAMETER))
