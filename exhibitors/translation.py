"""The fields that are written in every language."""

from modeltranslation.translator import TranslationOptions, translator

from exhibitors import models

TRANSLATED: dict[type, tuple[str, ...]] = {
    models.Area: ("name", "description"),
    models.Country: ("name",),
    models.Event: ("name", "description", "place"),
    models.Exhibit: ("name", "description"),
    models.Exhibition: ("name", "theme", "description", "occasion", "purpose"),
    models.Framework: (
        "name",
        "acronym",
        "founding_document",
        "chair_theme",
        "objective",
    ),
    models.Organisation: ("name", "description"),
    models.Participation: ("name", "profile"),
    models.Photo: ("alt",),
    models.PlanFeature: ("name",),
    models.ReportedNumber: ("label",),
    models.Sector: ("name",),
    models.Stand: ("name", "description", "place"),
    models.StandNotice: ("text",),
    models.Venue: ("name", "address", "city", "hall_used"),
}

for model, fields in TRANSLATED.items():
    translator.register(
        model, type("Options", (TranslationOptions,), {"fields": fields})
    )
