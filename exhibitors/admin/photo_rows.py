"""The table in which waiting photos get their texts, and what they show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from exhibitors.admin.forms import LANGUAGES
from exhibitors.admin.records import LANGUAGE_NAMES
from exhibitors.models import Stand, WaitingPhoto
from exhibitors.uploads.matching import Found, guessed, named
from exhibitors.uploads.placing import Choice
from exhibitors.uploads.targets import Scope, Target

_ORDERS = 32_767
# A photo less wide is drawn larger than it is on every page.
_SHARP = 320


def _text(label: Any, length: int, **attrs: str) -> forms.CharField:
    widget = UnfoldAdminTextInputWidget(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(
        label=label, max_length=length, required=False, widget=widget
    )


class PhotoRow(forms.Form):
    """What is said of one waiting photo."""

    shows = _text(gettext_lazy("Shows"), 400, list="photo-targets")
    alt_en = _text(LANGUAGE_NAMES["en"], 300, lang="en")
    alt_ru = _text(LANGUAGE_NAMES["ru"], 300, lang="ru")
    alt_az = _text(LANGUAGE_NAMES["az"], 300, lang="az")
    credit = _text(gettext_lazy("Credit"), 200)
    position = forms.IntegerField(
        label=gettext_lazy("Order"),
        min_value=0,
        max_value=_ORDERS,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget(),
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("Do not save it"),
        required=False,
        widget=UnfoldBooleanWidget(),
    )

    use_required_attribute = False

    @property
    def texts(self) -> list[Any]:
        """The fields of the alternative text, a language each."""
        return [self[f"alt_{language}"] for language in LANGUAGES]


class ForAll(forms.Form):
    """What is said at once of all rows that say nothing else."""

    shows_all = _text(
        gettext_lazy("All without a stand or exhibit show"), 400, list="photo-targets"
    )
    credit_all = _text(gettext_lazy("Credit of all without one"), 200)


@dataclass
class Row:
    """A waiting photo, what is said of it, and what its name may mean."""

    photo: WaitingPhoto
    form: PhotoRow
    found: Found = ()
    problems: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """What was made of the name of the file."""
        if len(self.found) == 1:
            return _("Matched by its name: look whether it is right.")
        if self.found:
            return _("Its name may mean several; choose one.")
        return _("Nothing here has its name; choose what it shows.")

    @cached_property
    def small(self) -> str:
        """What a photo of few points is warned of, "" for others."""
        if not self.photo.file.storage.exists(self.photo.file.name):
            return ""
        with self.photo.file.open() as file, Image.open(file) as image:
            width, height = image.size
        if width >= _SHARP:
            return ""
        text = _("Small: %(width)d × %(height)d points; it will look blurred.")
        return text % {"width": width, "height": height}

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose."""
        return len(self.found) != 1


def rows_of(photos: list[WaitingPhoto], scope: Scope) -> list[Row]:
    """Return the rows of waiting photos, filled in as far as names tell."""
    said = scope.by_codes(photo.shows for photo in photos)
    found = guessed([photo.name for photo in photos], scope)
    rows = []
    for photo in photos:
        meant = _meant(said.get(photo.shows), found[photo.name])
        value = meant[0].value if len(meant) == 1 else ""
        form = PhotoRow(prefix=f"w{photo.pk}", initial={"shows": value})
        rows.append(Row(photo, form, meant))
    return rows


def _meant(said: Target | None, found: Found) -> Found:
    """Return what a photo shows that was sent from the page of something.

    That, unless its name is the one of an exhibit which is shown at that stand.
    """
    if said is None:
        return found
    if said.model is Stand:
        at_home = [target for target in found if target.stand == said.pk]
        if len(at_home) == 1:
            return (at_home[0],)
    return (said,)


@dataclass
class Said:
    """What was said of all rows: what to save, what to leave out."""

    rows: list[Row]
    choices: list[Choice] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether every row can be saved."""
        return not any(row.problems or row.form.errors for row in self.rows)


def said_of(photos: list[WaitingPhoto], sent: Mapping[str, Any], scope: Scope) -> Said:
    """Read what was said; what cannot be saved has its problems at its row."""
    every = ForAll(sent)
    every.is_valid()
    for_all = every.cleaned_data
    said = Said([Row(p, PhotoRow(sent, prefix=f"w{p.pk}")) for p in photos])
    valid = []
    for row in said.rows:
        if not row.form.is_valid():
            continue
        if row.form.cleaned_data["leave_out"]:
            said.left_out.append(row.photo.pk)
        else:
            valid.append(row)
    meant = named({_shows(row, for_all) for row in valid}, scope)
    for row in valid:
        row.found = meant[_shows(row, for_all)]
        if problem := _problem(row, _shows(row, for_all)):
            row.problems.append(problem)
        else:
            said.choices.append(_choice(row, for_all))
    return said


def _shows(row: Row, for_all: Mapping[str, Any]) -> str:
    text: str = row.form.cleaned_data["shows"] or for_all.get("shows_all", "")
    return text


def _problem(row: Row, text: str) -> str:
    if not text:
        return _("Say which stand or exhibit it shows.")
    if not row.found:
        return _("No stand or exhibit of yours is called “%s”.") % text
    if len(row.found) > 1:
        every = "; ".join(target.value for target in row.found)
        return _("Several are called so: %s") % every
    return ""


def _choice(row: Row, for_all: Mapping[str, Any]) -> Choice:
    typed = row.form.cleaned_data
    texts = {f"alt_{language}": typed[f"alt_{language}"] for language in LANGUAGES}
    texts["credit"] = typed["credit"] or for_all.get("credit_all", "")
    return Choice(row.photo.pk, row.found[0], texts, typed["position"])
