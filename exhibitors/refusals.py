"""Sentences for what only the database can refuse."""

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _


def constraint_of(error: IntegrityError) -> str:
    """Return the name of the constraint that refused a write, "" where unknown."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""


def sentence_of(error: IntegrityError) -> str:
    """Return why the database refused a write, in words for whoever made it.

    The declared message of the constraint, or for a rule that a trigger holds
    between the schedule and the rest a sentence that says so.
    """
    name = constraint_of(error)
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if rule.name == name:
                return str(rule.get_violation_error_message())
    return _("A stop of the schedule needs what this would change.")
