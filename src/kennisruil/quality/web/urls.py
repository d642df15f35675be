"""Addresses of the quality room."""

from django.urls import path

from kennisruil.quality.web import for_office

app_name = "quality"

urlpatterns = [
    path("feedback/", for_office.for_office, name="for_office"),
    path("feedback/<uuid:feedback_id>/handled/", for_office.handled, name="handled"),
]
