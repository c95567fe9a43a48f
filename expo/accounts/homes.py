"""Where somebody goes on after signing in."""

from typing import Any

from django.urls import reverse

from exhibitors.models import Role, RoleAssignment


def home_of(user: Any) -> str:
    """Return the page on which an account works; the public home without any role."""
    if user.is_staff:
        return reverse("admin:index")
    stands = RoleAssignment.objects.filter(user=user.pk, role=Role.STAND_HOST)
    host = stands.select_related("exhibition").order_by("-pk").first()
    if host is None or host.exhibition is None:
        return "/"
    return reverse("delegations:today", args=[host.exhibition.slug])
