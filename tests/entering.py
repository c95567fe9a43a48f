"""Filling in the forms of the admin as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


@dataclass
class Form(HTMLParser):
    """The values that a page would send if nothing was typed."""

    markup: str
    values: dict[str, list[str]] = field(default_factory=dict)
    _name: str = ""
    _is_text: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "input" and found.get("type") in ("checkbox", "radio"):
            if "checked" in found:
                self.values.setdefault(name, []).append(found.get("value") or "on")
        elif tag == "input" and found.get("type") not in ("submit", "file"):
            self.values.setdefault(name, []).append(found.get("value", ""))
        elif tag == "textarea":
            self._name, self._is_text = name, True
            self.values.setdefault(name, []).append("")
        elif tag == "select":
            self._name = name
        elif tag == "option" and "selected" in found and self._name:
            self.values.setdefault(self._name, []).append(found["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self._name, self._is_text = "", False

    def handle_data(self, data: str) -> None:
        if self._is_text:
            self.values[self._name][-1] += data


def form_of(response: HttpResponse) -> dict[str, Any]:
    """Return what the form of a page would send."""
    assert response.status_code == 200
    values = Form(response.content.decode()).values
    return {
        name: [text.removeprefix("\n") for text in texts]
        for name, texts in values.items()
        if name and "__prefix__" not in name
    }


def enter(client: Client, address: str, changes: dict[str, Any]) -> HttpResponse:
    """Open a page, type the changes into its form and save."""
    return client.post(address, {**form_of(client.get(address)), **changes})


def complaints(response: HttpResponse) -> dict[str, list[str]]:
    """Return what a page complains about, by the name of the field at fault.

    Rows of other records come as “stops-1-starts”; what concerns a whole row as
    “stops-1”, and a whole form as "".
    """
    if response.status_code != 200:
        return {}
    form = response.context["adminform"].form
    found = {("" if n == "__all__" else n): list(e) for n, e in form.errors.items()}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
        for row in formset.forms:
            for name, errors in row.errors.items():
                at = row.prefix if name == "__all__" else f"{row.prefix}-{name}"
                found[at] = list(errors)
    return found
