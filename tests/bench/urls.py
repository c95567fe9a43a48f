"""The site, and beside it a view that does nothing."""

from django.http import HttpResponse
from django.urls import path

from expo.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


def constant(request):
    return HttpResponse("constant")


urlpatterns = [path("constant", constant), *urlpatterns]
