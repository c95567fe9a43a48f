"""Every address of the project."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.i18n import set_language

from delegations.views.feeds import feed
from delegations.views.notices import notice
from delegations.views.schemas import schedule_schema
from exhibitors.sitemaps import SITEMAPS
from exhibitors.views.crawlers import robots
from exhibitors.views.exhibitions import exhibition_list
from exhibitors.views.media import media, picture
from expo.accounts.views.signing import to_password, to_sign_in
from expo.completeness_pages import completeness, download
from expo.errors import not_there
from expo.health import healthz, readyz
from expo.search import find

handler500 = "expo.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/find/", admin.site.admin_view(find), name="find"),
    path(
        "admin/completeness/<slug:kind>/",
        admin.site.admin_view(completeness),
        name="completeness",
    ),
    re_path(
        r"^admin/completeness/(?P<kind>[a-z]+)\.(?P<file_format>csv|xlsx)$",
        admin.site.admin_view(download),
        name="completeness_file",
    ),
    # One way in for everyone.
    path("admin/login/", to_sign_in),
    path("admin/password_change/", to_password),
    # Django's own way from any record to its page knows no scope; no page uses it.
    path("admin/r/<path:rest>", not_there),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("expo.accounts.urls")),
    path(
        "media/pictures/<int:pk>/<str:stamp>/<str:file_name>", picture, name="picture"
    ),
    path("media/<path:name>", media),
    path("schemas/schedule-1.json", schedule_schema),
    path("robots.txt", robots),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    re_path(r"^feeds/(?P<token>[A-Za-z0-9_-]{1,64})\.ics$", feed, name="feed"),
    re_path(r"^notices/(?P<token>[A-Za-z0-9_-]{1,64})/$", notice, name="notice"),
    path("", exhibition_list),
    *i18n_patterns(
        path("", include("delegations.urls")),
        path("", include("exhibitors.urls")),
    ),
]
