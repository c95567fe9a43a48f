"""What crawlers read before they read pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

# Lists narrowed by facets are endless; their pages by number are not.
RULES = """User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /feeds/
Disallow: /*/delegations/
Disallow: /*?
Allow: /*?page=
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(
        f"{RULES}\nSitemap: {address}\n",
        content_type="text/plain",
        headers={"Cache-Control": "public, max-age=3600"},
    )
