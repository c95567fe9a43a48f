"""What a new edition takes over of how accounts sign in."""

from django.utils.translation import gettext_lazy as _

from exhibitors.editions.parts import Copied, Part, leave_out, register
from expo import models

# Else the roles that are taken over would need no second factor any more.
register(
    Part(
        "second-factor",
        _("roles with a second factor"),
        (Copied(models.SecondFactorRule),),
    )
)

leave_out("It belongs to no exhibition.", models.User, models.SignIn)
leave_out(
    "Somebody was written to, for that edition.",
    models.AccountLetter,
    models.Invitation,
    models.InvitedRole,
)
