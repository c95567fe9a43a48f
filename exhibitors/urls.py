"""Addresses of the public pages, under the language."""

from django.urls import path

from exhibitors.views import exhibitions, exhibits, stands

app_name = "exhibitors"

urlpatterns = [
    path("", exhibitions.exhibition_list, name="exhibition_list"),
    path("<slug:exhibition>/", exhibitions.exhibition_detail, name="home"),
    path("<slug:exhibition>/stands/", stands.stand_list, name="stand_list"),
    path(
        "<slug:exhibition>/stands/<slug:slug>/",
        stands.stand_detail,
        name="stand_detail",
    ),
    path("<slug:exhibition>/exhibits/", exhibits.exhibit_list, name="exhibit_list"),
    path(
        "<slug:exhibition>/exhibits/<slug:slug>/",
        exhibits.exhibit_detail,
        name="exhibit_detail",
    ),
    path("<slug:exhibition>/countries/", exhibitions.country_list, name="country_list"),
]
