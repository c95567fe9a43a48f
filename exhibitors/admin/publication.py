"""Many rows of a list published, or taken off the public pages, at once."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import IntegrityError, models, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from exhibitors.access import access_of
from exhibitors.models import Role
from exhibitors.refusals import sentence_of


class Publishable:
    """A list whose organisers publish many of its rows at once."""

    model: type[models.Model]
    actions: ClassVar[tuple[str, ...]] = ("publish_rows", "hide_rows")

    def has_publish_rows_permission(self: Any, request: HttpRequest) -> bool:
        """Return whether the account organises the exhibition at work."""
        return bool(self.acts_as(request, None, Role.ORGANISER))

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish_rows"])
    def publish_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let visitors see the chosen rows, all or none."""
        done = self._set_published(request, queryset, is_published=True)
        if done is not None:
            text = ngettext(
                "%d record was published.", "%d records were published.", done
            )
            messages.success(request, text % done)

    @admin.action(
        description=gettext_lazy("Take off the public pages"),
        permissions=["publish_rows"],
    )
    def hide_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take the chosen rows off the pages of visitors, all or none."""
        done = self._set_published(request, queryset, is_published=False)
        if done is not None:
            text = ngettext(
                "%d record was taken off the public pages.",
                "%d records were taken off the public pages.",
                done,
            )
            messages.success(request, text % done)

    def _set_published(
        self: Any, request: HttpRequest, queryset: QuerySet[Any], *, is_published: bool
    ) -> int | None:
        """Set those that are otherwise; return how many, None where that is refused."""
        allowed = access_of(request).within(Role.ORGANISER)
        rows = self.model._default_manager.filter(
            allowed,
            self.changeable(request),
            Q(is_published=not is_published),
            pk__in=queryset.order_by().values("pk"),
        )
        try:
            with transaction.atomic():
                return int(rows.order_by().update(is_published=is_published))
        except IntegrityError as error:
            messages.error(request, sentence_of(error))
            return None
