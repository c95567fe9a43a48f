"""Addresses of signing in and of one's own account, outside the languages."""

from django.contrib.auth.views import LogoutView
from django.urls import path, re_path

from expo.accounts.views import factors, invitations, own, passwords, signing

app_name = "accounts"

urlpatterns = [
    path("login/", signing.sign_in, name="login"),
    path("code/", signing.code, name="code"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("", own.profile, name="profile"),
    path("password/", passwords.password, name="password"),
    path("reset/", passwords.reset, name="reset"),
    path("reset/asked/", passwords.reset_asked, name="reset_asked"),
    path("reset/<uidb64>/<token>/", passwords.choose, name="reset_password"),
    path("second-factor/", factors.factor, name="factor"),
    path("second-factor/set-up/", factors.enrol, name="enrol"),
    path("second-factor/spare-codes/", factors.spare_codes, name="spare_codes"),
    path("second-factor/take-off/", factors.take_off, name="take_off"),
    path("sessions/", own.signed_in, name="sessions"),
    path("sessions/<int:pk>/end/", own.end_session, name="end_session"),
    path("sessions/end-others/", own.end_others, name="end_others"),
    re_path(
        r"^invitation/(?P<secret>[A-Za-z0-9_-]{43})/$",
        invitations.invitation,
        name="invitation",
    ),
]
