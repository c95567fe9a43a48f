"""The plan of an area as rows of a form: metres in fields, or corners in words."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exhibitors.models import PlanFeature, Stand
from exhibitors.site.drawings import Points
from exhibitors.site.frames import Frame, frame_of, outline_of

if TYPE_CHECKING:
    from exhibitors.site.parting import Outline

FRAME = ("x", "y", "width", "depth", "turn")
_FIELD = "expo-cell"


def words_of(points: Points | None) -> str:
    """Return points as they are written in a field: “0 0; 4 0; 4 3”."""
    return "; ".join(f"{x:g} {y:g}" for x, y in points or ())


class PointsField(forms.CharField):
    """Points in metres, as “0 0; 4 0; 4 3”."""

    def to_python(self, value: Any) -> Any:
        """Return the points; None for an empty field."""
        text = str(super().to_python(value) or "")
        if not text:
            return None
        try:
            return [_point(each) for each in text.split(";") if each.strip()]
        except ValueError as error:
            raise ValidationError(
                _("Write points in metres, as in “0 0; 4 0; 4 3”.")
            ) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other points are written than there were."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def _point(text: str) -> list[float]:
    words = text.split()
    if len(words) == 1:
        words = text.split(",")
    x, y = (float(word.replace(",", ".")) for word in words)
    return [x, y]


class MetresField(forms.FloatField):
    """Metres, or degrees: the same number is no change, however it is written."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another number is written than there was."""
        return super().has_changed(self.to_python(initial), data)


def _metres(label: Any) -> MetresField:
    widget = forms.NumberInput(attrs={"step": "0.01", "class": f"{_FIELD} is-metres"})
    return MetresField(label=label, required=False, widget=widget)


def _words(label: Any, most: int, kind: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": f"{_FIELD} {kind}"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def _points(label: Any) -> PointsField:
    widget = forms.TextInput(attrs={"class": f"{_FIELD} is-points"})
    return PointsField(label=label, required=False, widget=widget)


class StandRow(forms.Form):
    """A stand of the plan, new where it has no key."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    number = _words(gettext_lazy("number"), 40, "is-number")
    name = _words(gettext_lazy("name"), 200, "is-name")
    x = _metres(gettext_lazy("x, m"))
    y = _metres(gettext_lazy("y, m"))
    width = _metres(gettext_lazy("width, m"))
    depth = _metres(gettext_lazy("depth, m"))
    turn = _metres(gettext_lazy("turned by, °"))
    corners = _points(gettext_lazy("or corners"))
    off = forms.BooleanField(label=gettext_lazy("off the plan"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse half a rectangle."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._is_framed() and not self.errors:
            for name in FRAME[:4]:
                if cleaned.get(name) is None:
                    self.add_error(name, _("Give all four, or the corners."))
            for name in ("width", "depth"):
                if (cleaned.get(name) or 1) <= 0:
                    self.add_error(name, _("This is more than nothing."))
        return cleaned

    def _is_framed(self) -> bool:
        return "corners" not in self.changed_data and bool(
            set(FRAME) & set(self.changed_data)
        )

    def change(self, name: str) -> dict[str, Any]:
        """Return what is new of the stand, as the editor would send it."""
        given, changed = self.cleaned_data, set(self.changed_data)
        found: dict[str, Any] = {"id": given["id"] or name}
        found |= {key: given[key] for key in ("number", "name") if key in changed}
        if given["off"]:
            found["outline"] = None
        elif "corners" in changed:
            found["outline"] = given["corners"]
        elif self._is_framed():
            frame = Frame(*(float(given[key] or 0) for key in FRAME))
            found["outline"] = outline_of(frame)
        return found


class FeatureRow(forms.Form):
    """A gate, door, wall or aisle of the plan, new where it has no key."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("kind"),
        choices=[("", "–"), *PlanFeature.Kind.choices],
        required=False,
        widget=forms.Select(attrs={"class": _FIELD}),
    )
    name = _words(gettext_lazy("name"), 100, "is-name")
    points = _points(gettext_lazy("points"))
    is_step_free = forms.BooleanField(
        label=gettext_lazy("step-free"), required=False, initial=True
    )
    off = forms.BooleanField(label=gettext_lazy("delete"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a feature that is drawn nowhere, or is of no kind."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or cleaned.get("off"):
            return cleaned
        if not cleaned.get("kind"):
            self.add_error("kind", _("Say what it is."))
        if not cleaned.get("points"):
            self.add_error("points", _("Say where it is."))
        return cleaned

    def change(self, name: str) -> dict[str, Any]:
        """Return what is new of the feature, as the editor would send it."""
        given = self.cleaned_data
        names = ("kind", "name", "points", "is_step_free")
        return {
            "id": given["id"] or name,
            **{
                key: given[key]
                for key in names
                if not given["id"] or key in self.changed_data
            },
        }


class AreaRow(forms.Form):
    """The outline of the area, and the state of the plan that was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    outline = _points(gettext_lazy("Area outline"))


def stand_values(stand: Stand) -> dict[str, Any]:
    """Return what a row shows of a stand: a rectangle's sides, else its corners."""
    frame = frame_of(stand.outline) if stand.outline else None
    corners: Outline | None = None if frame else stand.outline
    return {
        "id": stand.pk,
        "number": stand.number,
        "name": stand.name,
        "corners": words_of(corners),
        **({name: f"{n:g}" for name, n in frame._asdict().items()} if frame else {}),
    }


def feature_values(feature: PlanFeature) -> dict[str, Any]:
    """Return what a row shows of a feature."""
    return {
        "id": feature.pk,
        "kind": feature.kind,
        "name": feature.name,
        "points": words_of(feature.points),
        "is_step_free": feature.is_step_free,
    }
