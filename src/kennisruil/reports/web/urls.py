"""Addresses of the reports room."""

from django.urls import path

from kennisruil.reports.web import groups, health, reports

app_name = "reports"

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/health/", health.health, name="health"),
    path("reports/health/<slug:key>/", health.health_list, name="health_list"),
    path("reports/health/<slug:key>.csv", health.health_numbers, name="health_numbers"),
    path("reports/flows/<slug:giver>/<slug:receiver>/", groups.group_flow, name="group_flow"),
    path("reports/<slug:key>.csv", reports.numbers, name="numbers"),
]
