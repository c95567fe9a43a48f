"""The account of a request, read with what its second factor needs to be known."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibitors.models import Role, RoleAssignment
from expo.models import User


def with_factors(users: QuerySet[User]) -> QuerySet[User]:
    """Return accounts that know their second factor, and whether they must have one.

    In the query that reads them: no page takes one more. ``factor`` is the key of the
    device, None without one.
    """
    devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    roles = RoleAssignment.objects.filter(user=OuterRef("pk"))
    ruled = roles.filter(exhibition__second_factor_rules__role=F("role"))
    must = Q(Exists(ruled))
    if settings.SECOND_FACTOR_FOR_ORGANISERS_OF_ALL:
        everywhere = roles.filter(role=Role.ORGANISER, exhibition=None)
        must |= Q(Exists(everywhere)) | Q(is_superuser=True)
    return users.annotate(
        factor=Subquery(devices.values("pk")[:1]), must_have_factor=must
    )


class Accounts(ModelBackend):
    """Finds the account of a session; one that is closed has none, at once."""

    def get_user(self, user_id: Any) -> Any:
        """Return the account, None where it may not sign in."""
        user = with_factors(User.objects.all()).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
