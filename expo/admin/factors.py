"""Which roles have to have a second factor, in the exhibition at work."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibitors.access import working_exhibition
from exhibitors.admin.records import ScopedAdmin
from expo.models import SecondFactorRule

# Their pages show secrets; accounts have pages of their own for them.
for model in (TOTPDevice, StaticDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(SecondFactorRule)
class SecondFactorRuleAdmin(ScopedAdmin):
    """One row a role; without a row it is for each person to choose."""

    readers = ()
    list_display = ("role",)
    fields = ("role",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        at_work = working_exhibition(request)

        class Fixed(form):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **given: Any) -> None:
                super().__init__(*args, **given)
                if self.instance.exhibition_id is None:
                    self.instance.exhibition = at_work

        return Fixed
