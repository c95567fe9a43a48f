"""What people type on the pages of their accounts."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import (
    AuthenticationForm,
    BaseUserCreationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from expo.accounts import letters, passwords, throttle
from expo.accounts.factors import verify
from expo.models import AccountLetter, Invitation, User


def too_many(request: HttpRequest, email: str) -> ValidationError:
    """Return the sentence for an address that has to wait."""
    minutes = throttle.minutes_left(request, email)
    text = ngettext(
        "Too many attempts. Try again in %(number)d minute.",
        "Too many attempts. Try again in %(number)d minutes.",
        minutes,
    )
    return ValidationError(text % {"number": minutes}, code="locked")


class SignInForm(AuthenticationForm):
    """Address and password; says how long to wait after too many attempts."""

    def get_invalid_login_error(self) -> ValidationError:
        """Return what is said about a pair that is not right, or not looked at."""
        if self.request is not None and getattr(self.request, "axes_locked_out", False):
            return too_many(self.request, self.cleaned_data["username"])
        return super().get_invalid_login_error()


class PasswordField(forms.CharField):
    """The password of now."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Your password"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )


def checked_password(request: HttpRequest, user: User, password: str) -> str:
    """Return the password of an account; attempts count as those to sign in."""
    found = authenticate(request, username=user.email, password=password)
    if found is not None and found.pk == user.pk:
        return password
    if getattr(request, "axes_locked_out", False):
        raise too_many(request, user.email)
    raise ValidationError(_("This is not your password."), code="wrong")


class ConfirmForm(forms.Form):
    """Asks for the password before something that a thief would like to do."""

    password = PasswordField()

    def __init__(self, request: HttpRequest, user: User, *args: Any) -> None:
        super().__init__(*args)
        self.request, self.user = request, user

    def clean_password(self) -> str:
        """Return the password, if it is right."""
        return checked_password(self.request, self.user, self.cleaned_data["password"])


class NewPasswordForm(PasswordChangeForm):
    """Another password, by whoever knows the one of now."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        """Return the password of now, if it is right."""
        user: Any = self.user
        return checked_password(self.request, user, self.cleaned_data["old_password"])


class ResetForm(PasswordResetForm):
    """The address that a link to set a new password goes to."""

    def send_mail(  # type: ignore[override]
        self,
        subject: str,
        template: str,
        context: dict[str, Any],
        *_args: Any,
        **_more: Any,
    ) -> None:
        """Write the letter; no more than a few an hour to one account."""
        account: User = context["user"]
        if not passwords.may_be_written(account):
            return
        place = reverse(
            "accounts:reset_password", args=[context["uid"], context["token"]]
        )
        address = f"{context['protocol']}://{context['domain']}{place}"
        letters.write_to(account, AccountLetter.Kind.RESET, address=address)


class ChosenPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, by whoever reads the mail of the address."""

    def save(self, commit: bool = True) -> Any:
        """Keep the password, and end what goes on with the old one."""
        user: Any = super().save(commit)
        passwords.changed(user)
        return user


class InvitedForm(BaseUserCreationForm):  # type: ignore[type-arg]
    """Name and password of somebody invited."""

    class Meta:
        model = User
        fields = ("name",)

    def __init__(self, invitation: Invitation, *args: Any) -> None:
        super().__init__(*args)
        # Passwords like the address are refused, which the form does not ask for.
        self.instance.email = invitation.email
        self.fields["name"].required = True
        self.initial.setdefault("name", invitation.name)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What somebody says about themselves."""

    class Meta:
        model = User
        fields = ("name", "language")


class CodeField(forms.CharField):
    """A code of an authenticator app, or a spare one."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        attributes = {
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        super().__init__(
            label=label,
            max_length=20,
            widget=forms.TextInput(attrs=attributes),
            **kwargs,
        )


def not_right(wait: int) -> ValidationError:
    """Return the sentence for a code that is not taken before so many seconds."""
    text = ngettext(
        "This code is not right. Try again after %(number)d second.",
        "This code is not right. Try again after %(number)d seconds.",
        wait,
    )
    return ValidationError(text % {"number": wait}, code="wrong")


class CodeForm(forms.Form):
    """The second factor, asked for after the password."""

    code = CodeField(
        _("Code"),
        help_text=_("Six digits from the app, or one of your spare codes."),
    )
    is_trusted = forms.BooleanField(
        label=_("Trust this browser for 30 days"),
        required=False,
        help_text=_("Only on a device that nobody else uses."),
    )

    def __init__(self, user: User, *args: Any) -> None:
        super().__init__(*args)
        self.user = user

    def clean_code(self) -> str:
        """Refuse a code that is wrong, used already, or tried too soon."""
        code: str = self.cleaned_data["code"]
        wait = verify(self.user, code)
        if wait:
            raise not_right(wait)
        return code


class EnrolForm(ConfirmForm):
    """The first code of an app that was just set up, by whoever knows the password."""

    code = CodeField(_("Code that the app shows now"))
