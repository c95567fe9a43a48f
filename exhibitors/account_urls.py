"""Addresses of signing in and out, outside the languages."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from exhibitors.views.accounts import SignInView

app_name = "accounts"

urlpatterns = [
    path("login/", SignInView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
