"""Addresses of the public pages, under the language."""

from django.urls import path

from exhibitors.views import (
    countries,
    events,
    evidence,
    exhibitions,
    exhibits,
    organisations,
    plans,
    sectors,
    sharing,
    stands,
)

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
    path("<slug:exhibition>/countries/", countries.country_list, name="country_list"),
    path(
        "<slug:exhibition>/countries/<slug:iso2>/",
        countries.country_detail,
        name="country_detail",
    ),
    path(
        "<slug:exhibition>/exhibitors/",
        organisations.exhibitor_list,
        name="exhibitor_list",
    ),
    path(
        "<slug:exhibition>/exhibitors/<slug:slug>/",
        organisations.exhibitor_detail,
        name="exhibitor_detail",
    ),
    path("<slug:exhibition>/sectors/", sectors.sector_list, name="sector_list"),
    path(
        "<slug:exhibition>/sectors/<slug:slug>/",
        sectors.sector_detail,
        name="sector_detail",
    ),
    path("<slug:exhibition>/plan/", plans.plan, name="plan"),
    path("<slug:exhibition>/plan/<slug:slug>/", plans.area_detail, name="area_detail"),
    path("<slug:exhibition>/events/", events.event_list, name="event_list"),
    path("<slug:exhibition>/share.png", sharing.share, name="share"),
    path(
        "<slug:exhibition>/share/<slug:kind>/<slug:name>.png",
        sharing.share_record,
        name="share_record",
    ),
    path("<slug:exhibition>/sources/", evidence.source_list, name="source_list"),
    path(
        "<slug:exhibition>/sources/<int:pk>/",
        evidence.source_detail,
        name="source_detail",
    ),
]
