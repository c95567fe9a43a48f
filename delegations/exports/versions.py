"""Which version of a schedule a file is, in words."""

from dataclasses import replace
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from delegations.items import Programme


def with_version(whole: Programme, made_at: datetime) -> Programme:
    """Return the programme with its version; a draft is that of now."""
    if whole.version:
        return whole
    with translation.override(whole.language):
        local = date_format(whole.exhibition.local(made_at), "j E Y, H:i")
        return replace(whole, version=_("Draft of %(time)s") % {"time": local})
