"""Addresses of the menu room."""

from django.urls import path

from kennisruil.menu.web import card, sentences

assert sentences, "imported for what it registers"
app_name = "menu"

urlpatterns = [
    path("menu/", card.card, name="card"),
    path("menu/new/", card.new_card, name="new_card"),
    path("menu/preview/", card.preview, name="preview"),
    path("menu/<uuid:card_id>/", card.version, name="version"),
]
