"""What archives hold: each model, each key, each value that is the only one."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, FileField, UniqueConstraint

from exhibitors.editions.archives.registry import every_archived, left_out
from exhibitors.editions.archives.shapes import shapes
from exhibitors.models import Country, Exhibition

OURS = [
    model
    for app in ("exhibitors", "delegations")
    for model in apps.get_app_config(app).get_models()
]


def test_every_model_is_archived_or_named_with_the_reason_why_not():
    archived = {entry.model for entry in every_archived()}

    assert archived & set(left_out()) == set()
    assert archived | set(left_out()) == set(OURS)
    assert all(left_out().values())


def test_every_key_leads_to_what_goes_along_or_is_named_otherwise():
    tables = {shape.table for shape in shapes()}
    for shape in shapes():
        assert set(shape.references.values()) <= tables, shape.name
        targets = {link.target for link in shape.links} - {""}
        assert targets <= tables, shape.name


def test_no_archived_column_holds_keys_that_nobody_has_declared():
    for entry in every_archived():
        columns = {
            field.column
            for field in entry.model._meta.concrete_fields
            if isinstance(getattr(field, "base_field", field), BigIntegerField)
            and not field.primary_key
        }
        assert columns <= {*entry.kinds, *entry.derived}, entry.model


def test_what_must_be_the_only_one_of_the_site_can_be_made_anew():
    for entry in every_archived():
        makes = {*entry.unique, *entry.secret}
        for field in entry.model._meta.concrete_fields:
            is_counted = field.primary_key and field.name == "id"
            if field.unique and not is_counted and not field.is_relation:
                is_slug = entry.model is Exhibition and field.name == "slug"
                assert field.name in makes or is_slug, (entry.model, field.name)


def test_what_is_unique_together_is_so_within_its_exhibition():
    for shape in shapes():
        for rule in shape.model._meta.constraints:
            if isinstance(rule, UniqueConstraint) and rule.fields:
                leads = {
                    field
                    for field in rule.fields
                    if shape.model._meta.get_field(field).is_relation
                    and shape.model._meta.get_field(field).related_model
                    not in (Country, ContentType)
                }
                assert leads or "id" in rule.fields, rule.name


def test_every_file_of_what_is_archived_goes_along():
    for entry in every_archived():
        files = {
            field.name
            for field in entry.model._meta.concrete_fields
            if isinstance(field, FileField)
        }
        assert files == set(entry.files), entry.model


def test_tokens_are_secret():
    for entry in every_archived():
        names = {field.name for field in entry.model._meta.concrete_fields}
        assert {"token"} & names <= set(entry.secret), entry.model
