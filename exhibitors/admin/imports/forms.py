"""What is asked before a list is read: the file, and what its columns mean."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from exhibitors.imports.fields import Kind, label_of
from exhibitors.imports.shapes import Overview
from exhibitors.imports.tables import MOST_BYTES

MOST_PASTED = 5_000_000


class UploadForm(forms.Form):
    """A list: a file, or the text of a table."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is in the list"),
        required=False,
        widget=UnfoldAdminSelectWidget,
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Or paste a table"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6, "spellcheck": "false"}),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, offered: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.name, capfirst(str(kind.label))) for kind in offered]
        if len(choices) > 1:
            choices.insert(0, ("", _("Find out by the headings")))
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), cleaned.get("pasted", "")
        if file and text.strip():
            raise ValidationError(_("Choose a file or paste a table, not both."))
        if not file and not text.strip():
            raise ValidationError(_("Choose a file, or paste a table."))
        if file and file.size > MOST_BYTES:
            text = _("The file has %(size)s; at most %(most)s can be read.")
            sizes = {"size": filesizeformat(file.size)}
            raise ValidationError(text % (sizes | {"most": filesizeformat(MOST_BYTES)}))
        return cleaned

    def upload(self) -> Any:
        """Return the file to read: the one chosen, or one of what was pasted."""
        if file := self.cleaned_data["file"]:
            return file
        text = self.cleaned_data["pasted"].replace("\0", "")
        return ContentFile(text.encode(), name=_("pasted table") + ".csv")


class MappingForm:
    """What each column of a list means, as somebody chose it."""

    def __init__(self, kind: Kind, overview: Overview, sent: Any) -> None:
        self.kind = kind
        self.known = {name for name, _label in kind.choices()}
        self.mapping = {
            str(column.number): self._chosen(sent, column.number)
            for column in overview.columns
        }

    def _chosen(self, sent: Any, number: int) -> str:
        given = str(sent.get(f"column-{number}", ""))
        return given if given in self.known else ""

    @property
    def errors(self) -> list[str]:
        """What has to be mended before the list can be checked."""
        if not any(self.mapping.values()):
            return [_("Say of one column at least what it means.")]
        return [*self._twice(), *self._missing()]

    def _twice(self) -> list[str]:
        counted = Counter(name for name in self.mapping.values() if name)
        text = _("Two columns are “%(field)s”: choose one of them.")
        return [
            text % {"field": self.label(name)}
            for name, times in counted.items()
            if times > 1
        ]

    def _missing(self) -> list[str]:
        given = set(self.mapping.values())
        text = _("No column is “%(field)s”, which every line needs.")
        return [
            text % {"field": field.label}
            for field in self.kind.fields
            if field.is_required and not given & set(field.names)
        ]

    def label(self, name: str) -> str:
        """Return what a field is called."""
        field = self.kind.field(name)
        return label_of(field, name) if field else name
