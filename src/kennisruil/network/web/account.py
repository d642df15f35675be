"""Addresses of signing in: those of allauth that this program uses, and none besides."""

from allauth.account import views
from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

_PROFILE = RedirectView.as_view(url=reverse_lazy("network:profile"))

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    # allauth looks these up; addresses are changed on the profile, and a forgotten password is set anew after a code.
    path("email/", _PROFILE, name="account_email"),
    path("password/reset/", RedirectView.as_view(url=reverse_lazy("account_login")), name="account_reset_password"),
]
