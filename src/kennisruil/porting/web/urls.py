"""Addresses of the porting room."""

from django.urls import path

from kennisruil.porting.web import pages, progress, sentences

assert sentences, "imported for what it registers"
app_name = "porting"

urlpatterns = [
    path("imports/", pages.imports, name="imports"),
    path("imports/template/<slug:kind>/", pages.template, name="template"),
    path("imports/<uuid:batch_id>/columns/", pages.columns, name="columns"),
    path("imports/<uuid:batch_id>/", pages.preview, name="preview"),
    path("imports/<uuid:batch_id>/commit/", pages.commit, name="commit"),
    path("imports/<uuid:batch_id>/progress/", progress.progress, name="progress"),
    path("imports/<uuid:batch_id>/rows/<int:number>/", pages.leave_out, name="leave_out"),
    path("imports/<uuid:batch_id>/undo/", pages.undo, name="undo"),
]
