"""Addresses of the bookkeeping room."""

from django.urls import path

from kennisruil.bookkeeping.web import journal, sentences

assert sentences, "imported for what it registers"
app_name = "bookkeeping"

urlpatterns = [
    path("books/", journal.journal, name="journal"),
    path("books/export/<slug:format>/", journal.export, name="journal_export"),
    path("books/outbox/", journal.outbox, name="outbox"),
]
