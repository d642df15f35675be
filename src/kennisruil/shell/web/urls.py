"""Addresses of the shell: home, public pages, styles, choices of the reader, the page of parts."""

from django.urls import path

from kennisruil.shell.web import parts, public, theme

app_name = "shell"

urlpatterns = [
    path("", public.home, name="home"),
    path("about/", public.about, name="about"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("network.css", theme.network_css, name="network_css"),
    path("styles/<slug:digest>.css", theme.stylesheet, name="stylesheet"),
    path("look/", theme.choose_theme, name="choose_theme"),
    path("_parts/", parts.show, name="parts"),
    path("_parts/progress/", parts.progress, name="parts_progress"),
    path("_parts/problem/<int:status>/", parts.problem, name="parts_problem"),
]
