"""The account of a finished visit, drafted from what was recorded.

In lists rather than in sentences that would have to inflect names. It holds what the
public view of a programme holds, and nothing that is there for demonstration: no
times, interpreters, talking points, notes, telephones, cars or gates.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from delegations.models import (
    Engagement,
    Membership,
    Person,
    Report,
    Stop,
    Visit,
)
from exhibitors import clock
from exhibitors.models import Exhibit, Source

# Moments that a report tells, beside calls at stands.
TOLD = (Stop.Kind.SIGNING, Stop.Kind.GIFT)
SHOWN_ROLES = (
    Membership.Role.HEAD,
    Membership.Role.DEPUTY,
    Membership.Role.MEMBER,
    Membership.Role.ADVISER,
)
_PUBLISHED = Exhibit.objects.filter(is_published=True).filter(
    Q(stand__isnull=True) | Q(stand__is_published=True)
)


class NotFinished(ValidationError):  # noqa: N818
    """The visit is not over, or does not take place."""


class AlreadyDrafted(ValidationError):  # noqa: N818
    """There is a report; ``report`` is it. Drafting anew would lose what was edited."""

    def __init__(self, report: Report) -> None:
        super().__init__(_("This visit has a report already."))
        self.report = report


def is_finished(visit: Visit) -> bool:
    """Return whether a visit took place and is over: one that sources tell of has."""
    if visit.on is None or visit.is_off or visit.delegation.is_off:
        return False
    today = visit.exhibition.local(clock.now()).date()
    if visit.on < today or visit.status == Visit.Status.DONE:
        return True
    stops = list(visit.stops.exclude(status=Stop.Status.CANCELLED))
    if any(stop.basis != Stop.Basis.PLANNED for stop in stops):
        return True
    settled = (Stop.Status.DONE, Stop.Status.SKIPPED)
    return bool(stops) and all(stop.status in settled for stop in stops)


@transaction.atomic
def draft_report(visit: Visit, *, anew: bool = False) -> Report:
    """Return the draft of a visit's report, saved in every language.

    ``anew`` writes title and text again where there is a report already; whether it is
    published stays as it is. Raises NotFinished, and AlreadyDrafted without ``anew``.
    """
    # Two who draft at once would both find none.
    visit = (
        Visit.objects.select_for_update(of=["self"])
        .select_related("delegation__country", "exhibition")
        .get(pk=visit.pk)
    )
    if not is_finished(visit):
        raise NotFinished(_("A report is drafted when the visit is over."))
    report = Report.objects.filter(visit=visit).first()
    if report is not None and not anew:
        raise AlreadyDrafted(report)
    if report is None:
        report = Report(exhibition_id=visit.exhibition_id, visit=visit)
        report.slug = _free_slug(visit)
    facts = _Facts(visit)
    for language in settings.MODELTRANSLATION_LANGUAGES:
        with translation.override(language):
            setattr(report, f"title_{language}", facts.title()[:300])
            setattr(report, f"text_{language}", "\n\n".join(facts.paragraphs()))
    report.save()
    report.sources.set(_sources(visit))
    report.stands.set({stop.stand for stop in facts.stops if stop.stand})
    report.exhibits.set({one for stop in facts.stops for one in stop.exhibits.all()})
    return report


def _free_slug(visit: Visit) -> str:
    """Return the delegation's address, with the day or a number where it is taken."""
    plain, day = visit.delegation.slug, f"{visit.delegation.slug}-{visit.on}"
    taken = set(Report.objects.of(visit.exhibition).values_list("slug", flat=True))
    numbered = (f"{day}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (plain, day, *numbered) if slug not in taken)


def _sources(visit: Visit) -> "QuerySet[Source]":
    """Return the reports that the visit and its stops rest on."""
    told = [stop.pk for stop in told_stops(visit)]
    return Source.objects.filter(Q(visits=visit) | Q(stops__in=told)).distinct()


def told_stops(visit: Visit) -> list[Stop]:
    """Return the stops that a report tells, in their order, with what was shown.

    Where sources tell of the visit the stops that they tell of; else those that were
    marked on the day, if any was, of all that are not off. Nothing that is there for
    demonstration; of stands and exhibits the published ones.
    """
    rows = (
        Stop.objects.filter(visit=visit, kind__in=[Stop.Kind.CALL, *TOLD])
        .exclude(status=Stop.Status.CANCELLED)
        .filter(Q(stand__isnull=True) | Q(stand__is_published=True))
        .select_related("stand")
        .prefetch_related(Prefetch("exhibits", _PUBLISHED))
    )
    told = [stop for stop in rows if _is_told(stop)]
    held = [stop for stop in told if stop.status != Stop.Status.SKIPPED]
    found = (
        [stop for stop in told if stop.basis != Stop.Basis.PLANNED]
        or [stop for stop in held if stop.actual_start_at or stop.actual_end_at]
        or held
    )
    return sorted(found, key=lambda stop: (stop.position, stop.pk))


def _is_told(stop: Stop) -> bool:
    """Say whether a stop is a fact, and one that visitors can make something of."""
    if {"kind", "title"} & set(stop.illustrative):
        return False
    return bool(stop.kind in TOLD or stop.stand or stop.exhibits.all())


def _people(duties: Iterable[Any]) -> list[Person]:
    found = [
        duty.person
        for duty in duties
        if duty.reply != Engagement.Reply.DECLINED
        and not {"person", "role"} & set(duty.illustrative)
    ]
    return list(dict.fromkeys(found))


class _Facts:
    """What a report says of a visit, each text in the language of now."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.members = [
            member
            for member in visit.delegation.memberships.select_related("person")
            if member.role in SHOWN_ROLES and "person" not in member.illustrative
        ]
        self.stops = told_stops(visit)
        self.duties = list(
            Engagement.objects.filter(visit=visit).select_related("person")
        )
        self.accompanying = self._with_role(Engagement.Role.ACCOMPANIES)

    def _with_role(self, role: str, stop: Stop | None = None) -> list[Person]:
        """Return who had a duty, in their order, each once."""
        return _people(
            duty
            for duty in self.duties
            if duty.role == role and (stop is None or duty.stop_id == stop.pk)
        )

    def title(self) -> str:
        """Return the name of the visit, else of its delegation."""
        return str(self.visit.name or self.visit.delegation.name)

    def paragraphs(self) -> Iterator[str]:
        """Yield the parts of the text, none of them empty."""
        yield "\n".join(self._head())
        if self.visit.description:
            yield str(self.visit.description)
        calls = [stop for stop in self.stops if stop.kind == Stop.Kind.CALL]
        if calls:
            lines = [
                f"{number}. {self._call(stop)}" for number, stop in enumerate(calls, 1)
            ]
            yield "\n".join([f"{self._order()}:", *lines])
        moments = [stop for stop in self.stops if stop.kind in TOLD]
        if moments:
            yield "\n".join(self._moment(stop) for stop in moments)
        if self.visit.outcome:
            yield str(self.visit.outcome)

    def _head(self) -> Iterator[str]:
        yield _line(_("Guests"), str(self.visit.delegation.name))
        for role, label in (
            ((Membership.Role.HEAD,), _("Head")),
            (SHOWN_ROLES[1:], _("Members")),
        ):
            people = [m.person for m in self.members if m.role in role]
            if people:
                yield _line(label, _names(people))
        if self.visit.on:
            yield _line(_("Day of the visit"), date_format(self.visit.on, "j E Y"))
        if self.accompanying:
            yield _line(_("Accompanying officials"), _names(self.accompanying))

    def _order(self) -> str:
        basis = self.visit.order_basis
        if basis == Visit.OrderBasis.STATED:
            return _("Stands in the order that the source states")
        if basis == Visit.OrderBasis.TEXT:
            return _("Stands in the order in which the source mentions them")
        return _("Stands in the order of the visit")

    def _call(self, stop: Stop) -> str:
        """Return a stand, what was shown there, and who received the guests."""
        shown = "; ".join(str(exhibit.name) for exhibit in stop.exhibits.all())
        place = str(stop.stand.name) if stop.stand else ""
        parts = [": ".join(filter(None, [place, shown]))]
        hosts = self._with_role(Engagement.Role.RECEIVES, stop)
        if hosts:
            parts.append(_line(_("received by"), _names(hosts)))
        if stop.basis == Stop.Basis.MENTIONED:
            parts.append(_("described in the source; a stop there is not stated"))
        return " — ".join(parts)

    def _moment(self, stop: Stop) -> str:
        kind = str(stop.kind_label).capitalize()
        return _line(kind, str(stop.title)) if stop.title else kind


def _line(label: str, text: str) -> str:
    return f"{label}: {text}"


def _names(people: Iterable[Person]) -> str:
    """Return people with their titles, as entered."""
    return "; ".join(
        ", ".join(filter(None, [person.name, person.title])) for person in people
    )
