"""Where the pages of the admin are."""

from django.urls import reverse


def address(model, page, *args):
    names = model._meta
    return reverse(f"admin:{names.app_label}_{names.model_name}_{page}", args=args)
