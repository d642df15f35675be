"""Addresses of the reports room."""

from django.urls import path

from kennisruil.reports.web import reports

app_name = "reports"

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:key>.csv", reports.numbers, name="numbers"),
]
