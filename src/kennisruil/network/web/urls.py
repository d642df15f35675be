"""Addresses of the network room."""

from django.urls import path

from kennisruil.network.web import (
    coin_sentences,
    decisions,
    links,
    networks,
    parties,
    people,
    profile,
    sentences,
    staff,
    yes,
)

assert sentences and coin_sentences, "imported for what they register"
app_name = "network"

urlpatterns = [
    path("welcome/<slug:purpose>/<str:token>/", links.enter_by_link, name="enter_by_link"),
    path("networks/", networks.choose, name="choose"),
    path("networks/<uuid:network_id>/", networks.switch, name="switch"),
    path("networks/<uuid:network_id>/look/<slug:role>/", networks.look_around, name="look_around"),
    path("profile/", profile.profile, name="profile"),
    path("profile/details/", profile.details, name="details"),
    path("profile/reach/", profile.reach, name="reach"),
    path("profile/parties/new/", profile.own_party, name="own_party"),
    path("profile/parties/<uuid:party_id>/", profile.own_facts, name="own_facts"),
    path("profile/terms/<slug:kind>/<slug:whose>/", yes.yes, name="yes"),
    path("profile/data/", profile.data, name="data"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<uuid:member_id>/details/", people.person, name="person"),
    path("people/<uuid:member_id>/roles/", people.roles, name="roles"),
    path("people/<uuid:member_id>/way-in/", people.way_in, name="way_in"),
    path("people/<uuid:member_id>/way-in/close/", people.close_way_in, name="close_way_in"),
    path("parties/", parties.parties, name="parties"),
    path("parties/new/", parties.add_party, name="add_party"),
    path("parties/<uuid:party_id>/", parties.party, name="party"),
    path("parties/<uuid:party_id>/facts/", parties.party_facts, name="party_facts"),
    path("parties/<uuid:party_id>/people/", parties.let_act, name="let_act"),
    path("parties/<uuid:party_id>/people/<uuid:member_id>/stop/", parties.stop_acting, name="stop_acting"),
    path("network/", decisions.decisions, name="decisions"),
    path("network/decide/<str:key>/", decisions.decide, name="decide"),
    path("network/staff/", staff.staff, name="staff"),
    path("network/terms/", staff.terms, name="terms"),
    path("network/terms/<slug:kind>/", staff.new_terms, name="new_terms"),
]
