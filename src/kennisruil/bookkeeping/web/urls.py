"""Addresses of the bookkeeping room."""

from django.urls import path

from kennisruil.bookkeeping.web import chart, entries, journal, packages, sentences

assert sentences, "imported for what it registers"
app_name = "bookkeeping"

urlpatterns = [
    path("books/", journal.journal, name="journal"),
    path("books/export/<slug:format>/", journal.export, name="journal_export"),
    path("books/entries/<uuid:entry_id>/", entries.entry, name="entry"),
    path("books/chart/", chart.chart, name="chart"),
    path("books/packages/", packages.packages, name="packages"),
    path("books/packages/choose/", packages.choose, name="choose_packages"),
    path("books/packages/deliver/", packages.deliver_now, name="deliver_now"),
    path("books/packages/<slug:target>/compared/", packages.compared, name="compared"),
    path("books/outbox/", journal.outbox, name="outbox"),
    path("books/outbox/<uuid:row_id>/", entries.parcel, name="parcel"),
    path("books/outbox/<uuid:row_id>/again/", entries.try_again, name="try_again"),
]
