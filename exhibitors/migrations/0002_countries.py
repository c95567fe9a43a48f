"""The territories of ISO 3166-1 with their names from the Unicode CLDR."""

import re

from babel import Locale
from django.db import migrations

LANGUAGES = ("en", "ru", "az")


def add_countries(apps, schema_editor):
    names = {language: Locale.parse(language).territories for language in LANGUAGES}
    # CLDR's codes that stand for no territory of ISO 3166-1.
    others = {"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ"}
    others |= {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    apps.get_model("exhibitors", "Country").objects.bulk_create(
        [
            apps.get_model("exhibitors", "Country")(
                iso2=code,
                name=name,
                **{f"name_{language}": names[language][code] for language in LANGUAGES},
            )
            for code, name in sorted(names["en"].items())
            if re.fullmatch("[A-Z]{2}", code) and code not in others
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("exhibitors", "0001_initial")]
    operations = [migrations.RunPython(add_countries, migrations.RunPython.noop)]
