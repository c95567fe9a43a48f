"""The account with which staff sign in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Role
from exhibitors.models.recorded import Kept, recorded


class UserManager(BaseUserManager["User"]):
    """Creates accounts that are known by their e-mail address."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Return a new saved account; without a password it cannot sign in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Return a new saved account that may do everything."""
        return self.create_user(email, password, **{**fields, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of an e-mail address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """One person who can sign in; what they may do comes from their roles."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("full name"), max_length=200, blank=True)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Clear this instead of deleting an account."),
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("In which the site writes to this person."),
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique_in_any_case",
                violation_error_message=_("There is an account with this address."),
            ),
            *recorded("user", "groups", "user_permissions"),
            Kept(
                name="user_kept",
                personal=["email", "name"],
                hidden=["password"],
                ignored=["last_login"],
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def is_staff(self) -> bool:
        """Whether the account may enter the admin: one of its roles works there."""
        return self.is_superuser or self.roles.exclude(role=Role.STAND_HOST).exists()

    def get_full_name(self) -> str:
        """Return the name as the admin shows it."""
        return self.name
