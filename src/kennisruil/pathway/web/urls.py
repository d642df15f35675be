"""Addresses of the pathway room."""

from django.urls import path

from kennisruil.pathway.web import people, sentences, views

assert sentences, "imported for what it registers"
app_name = "pathway"

urlpatterns = [
    path("concepts/", views.concepts, name="concepts"),
    path("concepts/new/", views.open_concept, name="open_concept"),
    path("concepts/<uuid:concept_id>/", views.concept, name="concept"),
    path("concepts/<uuid:concept_id>/stage/", views.enter_stage, name="enter_stage"),
    path("concepts/<uuid:concept_id>/people/", people.join, name="join"),
    path("concepts/<uuid:concept_id>/people/<uuid:member_id>/leave/", people.leave, name="leave"),
    path("concepts/<uuid:concept_id>/owners/", people.share, name="share"),
]
