"""The fields that are written in every language."""

from modeltranslation.translator import TranslationOptions, translator

from delegations import models

TRANSLATED: dict[type, tuple[str, ...]] = {
    models.Delegation: ("name",),
    models.Person: ("name", "title", "form_of_address"),
    models.Report: ("title", "text"),
    models.StandardStop: ("title",),
    models.StandardTour: ("name",),
    models.Stop: ("title",),
    models.Visit: ("name", "description", "outcome", "meeting_point"),
}

for model, fields in TRANSLATED.items():
    translator.register(
        model, type("Options", (TranslationOptions,), {"fields": fields})
    )
