"""Addresses of the matching room."""

from django.urls import path

from kennisruil.matching.web import know_how, sentences, theming

assert sentences, "imported for what it registers"
app_name = "matching"

urlpatterns = [
    path("know-how/", know_how.my_know_how, name="my_know_how"),
    path("know-how/<uuid:know_how_id>/withdraw/", know_how.withdraw, name="withdraw"),
    path("know-how/<uuid:know_how_id>/restore/", know_how.restore, name="restore"),
    path("know-how/<uuid:know_how_id>/readers/", know_how.show, name="readers"),
    path("know-how/<uuid:know_how_id>/themes/", theming.statement_themes, name="themes"),
    path("know-how/of/<uuid:member_id>/", know_how.know_how_of, name="know_how_of"),
]
