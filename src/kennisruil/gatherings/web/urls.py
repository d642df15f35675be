"""Addresses of the gatherings room."""

from django.urls import path

from kennisruil.gatherings.web import contributions, gatherings, places, sentences

assert sentences, "imported for what it registers"
app_name = "gatherings"

urlpatterns = [
    path("gatherings/", gatherings.gatherings, name="gatherings"),
    path("gatherings/plan/", gatherings.plan, name="plan"),
    path("gatherings/<uuid:gathering_id>/", gatherings.gathering, name="gathering"),
    path("gatherings/<uuid:gathering_id>/place/", places.enrol, name="enrol"),
    path("gatherings/<uuid:gathering_id>/places/", places.add, name="add"),
    path("gatherings/<uuid:gathering_id>/held/", gatherings.hold, name="hold"),
    path("gatherings/<uuid:gathering_id>/cancel/", gatherings.cancel, name="cancel"),
    path("gatherings/places/<uuid:place_id>/free/", places.withdraw, name="withdraw"),
    path("contributions/", contributions.contributions, name="contributions"),
    path("contributions/offer/", contributions.offer, name="offer"),
    path("contributions/<uuid:contribution_id>/", contributions.contribution, name="contribution"),
]
