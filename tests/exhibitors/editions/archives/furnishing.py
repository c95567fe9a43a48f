"""An exhibition with all that archives treat in a way of their own."""

from datetime import UTC, datetime
from uuid import uuid4

from django.core.files.base import ContentFile

from delegations.models import CalendarEntry, Mark, Stop
from exhibitors.models import Area, Exhibit, PlanBackground, Stand
from tests.factories import delegations, exhibitors
from tests.factories.expo import UserFactory

NOON = datetime(2023, 11, 24, 12, tzinfo=UTC)


def furnished(home):
    here = {"exhibition": home}
    stand, exhibit = Stand.objects.of(home).first(), Exhibit.objects.of(home).first()
    exhibitors.PhotoFactory(**here, exhibit=None, stand=stand, alt="Of the stand")
    exhibitors.PhotoFactory(**here, stand=None, exhibit=exhibit)
    PlanBackground.objects.create(
        **here,
        area=Area.objects.of(home).first(),
        image=ContentFile(exhibitors.PhotoFactory.build().image.read(), "plan.webp"),
        width=80.5,
    )
    user = UserFactory(email="known@example.org")
    exhibitors.RoleAssignmentFactory(user=user, role="organiser", **here)
    exhibitors.InquiryFactory(**here, stand=stand)
    delegations.FeedFactory(**here, created_by=user, label="Embassy")
    delegations.RegistrationFactory(**here, decided_by=user, answers={"size": "3"})
    stop = Stop.objects.of(home).first()
    Mark.objects.create(key=uuid4(), stop=stop, kind="arrived", marked_at=NOON)
    CalendarEntry.objects.create(
        stop=stop, language="en", digest="x", sequence=2,
        starts_at=NOON, ends_at=NOON, changed_at=NOON,
    )  # fmt: skip
    moved = Stand.objects.of(home).last()
    moved.slug = "moved-elsewhere"
    moved.save()
    return home
