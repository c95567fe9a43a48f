"""The page where an embassy registers its delegation, behind a secret link."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.models import Registration
from delegations.registering.answers import Answers, side_by_side
from delegations.registering.forms import RegistrationForm, as_answers, checked
from delegations.registering.keeping import (
    Closed,
    Stale,
    is_open,
    keep_draft,
    send_in,
)
from delegations.registering.rows import LanguageFormSet, MemberFormSet
from delegations.views.secret_pages import secret
from exhibitors.models import Exhibition
from exhibitors.queries.exhibitions import named_exhibition

LONGEST = 100_000
MORE_ROWS = 3
# The rows that may be added, each by a button of its own.
PARTS = ("members", "languages")


@dataclass
class Sheet:
    """The form of a registration with its rows, as one."""

    form: RegistrationForm
    members: Any
    languages: Any

    @property
    def answers(self) -> Answers:
        """What is typed in it."""
        return as_answers(self.form, self.members, self.languages)

    @property
    def is_valid(self) -> bool:
        """Whether it can be sent in; each part is checked, to say all at once."""
        parts = (self.form, self.members, self.languages)
        right = [part.is_valid() for part in parts]
        return all(right)

    @property
    def complaints(self) -> list[tuple[str, str, str]]:
        """The address, the name and the complaint of each field at fault."""
        rows = ((_("Member"), self.members), (_("Language pair"), self.languages))
        found = list(_complaints(self.form, ""))
        for name, formset in rows:
            for place, form in enumerate(formset.forms, start=1):
                found += _complaints(form, f"{name} {place}: ")
            target = formset.prefix
            found += [(target, name, str(e)) for e in formset.non_form_errors()]
        return found


def _complaints(form: Any, before: str) -> Iterator[tuple[str, str, str]]:
    for name, errors in form.errors.items():
        field = form[name]
        for error in errors:
            yield field.id_for_label, f"{before}{field.label}", str(error)


@require_http_methods(["GET", "HEAD", "POST"])
@secret
def register(request: HttpRequest, exhibition: str, token: str) -> HttpResponse:
    rows = Registration.objects.select_related("exhibition", "country")
    found = rows.filter(token=token).first()
    if found is None or not _is_named(found.exhibition, exhibition):
        return _away(request, 404)
    if not is_open(found):
        return _away(request, 410, found)
    with timezone.override(found.exhibition.zone):
        if request.method == "POST":
            return _take(request, found)
        return _page(request, found, _blank(request, found))


def _is_named(home: Exhibition, name: str) -> bool:
    """Say whether an address names the exhibition, by its slug or a former one."""
    if home.slug == name:
        return True
    return named_exhibition(Exhibition.objects.all(), name) == home


def _take(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Keep or send in what was typed, and say what became of it."""
    sheet = _filled(request, registration)
    answers, is_sent = sheet.answers, "send" in request.POST
    if len(json.dumps(answers)) > LONGEST:
        return _page(request, registration, sheet, is_too_long=True)
    seen = request.POST.get("seen_version", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    try:
        if is_sent and sheet.is_valid:
            send_in(registration, number, answers, checked(sheet.form, answers))
            return _back(request, "done=sent")
        kept = keep_draft(registration, number, answers)
    except Stale as stale:
        return _page(request, stale.current, sheet, meanwhile=answers)
    except Closed:
        return _away(request, 410, registration)
    if is_sent:
        return _page(request, kept, sheet, is_refused=True)
    part = next((part for part in PARTS if f"add-{part}" in request.POST), "")
    return _back(request, f"more={part}#{part}" if part else "done=draft")


def _blank(request: HttpRequest, registration: Registration) -> Sheet:
    """Return the form with the draft in it."""
    more, answers = request.GET.get("more"), registration.answers
    rows = answers.get("members") or []
    members = [{**row, "place": place} for place, row in enumerate(rows, start=1)]
    sheet = Sheet(
        RegistrationForm(initial=answers, exhibition=registration.exhibition),
        MemberFormSet(initial=members, prefix="members"),
        LanguageFormSet(initial=answers.get("languages"), prefix="languages"),
    )
    for part, formset in zip(PARTS, (sheet.members, sheet.languages), strict=True):
        formset.extra = MORE_ROWS if more == part else 1
    return sheet


def _filled(request: HttpRequest, registration: Registration) -> Sheet:
    """Return the form with what was typed."""
    typed = request.POST
    return Sheet(
        RegistrationForm(typed, exhibition=registration.exhibition),
        MemberFormSet(typed, prefix="members"),
        LanguageFormSet(typed, prefix="languages"),
    )


def _page(
    request: HttpRequest,
    registration: Registration,
    sheet: Sheet,
    *,
    meanwhile: Answers | None = None,
    **signs: bool,
) -> HttpResponse:
    """Show the form; with ``meanwhile``, how it differs from what another kept."""
    home = registration.exhibition
    versions = [v for v in (registration.accepted, registration.sent) if v]
    both = [registration.answers, meanwhile or {}]
    page = {
        "edition": home,
        "exhibition": home if home.is_published else None,
        "registration": registration,
        "sheet": sheet,
        "done": request.GET.get("done", ""),
        "is_changed": bool(registration.sent) and _differs(registration),
        "kept": side_by_side(versions, home) if versions else [],
        "kept_twice": len(versions) > 1,
        "meanwhile": side_by_side(both, home, only=True) if meanwhile else [],
        **signs,
    }
    status = 409 if meanwhile else 200
    return render(request, "delegations/registration.html", page, status=status)


def _differs(registration: Registration) -> bool:
    lines = side_by_side(
        [registration.answers, registration.sent or {}],
        registration.exhibition,
        only=True,
    )
    return bool(lines)


def _back(request: HttpRequest, question: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{request.path}?{question}")


def _away(
    request: HttpRequest, status: int, registration: Registration | None = None
) -> HttpResponse:
    """Say that there is nothing here, and whom to ask."""
    page = {"registration": registration}
    return render(request, "delegations/registration_gone.html", page, status=status)
