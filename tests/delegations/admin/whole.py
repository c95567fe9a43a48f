"""Pages that change a record as a whole: looked at first, then confirmed."""

from django.urls import reverse


def page(row, name):
    model = row._meta.model_name
    return reverse(f"admin:delegations_{model}_{name}", args=[row.pk])


def confirm(client, address, **values):
    """Look at what a page does, and then have it done."""
    look = client.post(address, {**values, "look": "1"})
    stamp = look.context["stamp"]
    return client.post(address, {**values, "stamp": stamp, "write": "1"})
