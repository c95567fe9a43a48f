"""The door of photos, in forms."""

from typing import Any

from django import forms

from exhibitors.uploads.pictures import CleanFile, checked

ACCEPT = "image/jpeg,image/png,image/webp,image/gif"


class PictureField(forms.ImageField):
    """Takes a file for what is in it; its value is the picture made anew."""

    def to_python(self, data: Any) -> CleanFile | None:
        """Return the clean picture; raises ValidationError for what is none."""
        if data in self.empty_values:
            return None
        return checked(data).as_file()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let browsers offer only what is taken."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        if isinstance(widget, forms.FileInput):
            attrs["accept"] = ACCEPT
        return attrs
