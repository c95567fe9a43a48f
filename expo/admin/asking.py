"""A page that asks before something is done to a record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse


@dataclass(frozen=True)
class Question:
    """What is about to be done, in words."""

    title: str
    text: str
    button: str


def ask(
    page: Any,
    request: HttpRequest,
    record: Any,
    question: Question,
    do: Callable[[], None],
) -> HttpResponse:
    """Do it where it was confirmed; refused to whoever may not change the record."""
    if not page.may_act(request, record):
        raise PermissionDenied
    names = record._meta
    address = f"admin:{names.app_label}_{names.model_name}_change"
    back = reverse(address, args=[record.pk])
    if request.method == "POST":
        do()
        return redirect(back)
    context = {
        **page.admin_site.each_context(request),
        "opts": names,
        "original": record,
        "title": question.title,
        "question": question,
        "back": back,
    }
    return render(request, "admin/expo/ask.html", context)
