"""Who runs the network: the office and the books; and the texts people agree to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kennisruil.network import actions, queries
from kennisruil.network.rules import TERMS_KINDS
from kennisruil.network.web import labels
from kennisruil.network.web.forms import TermsForm
from kennisruil.network.web.markdown import paragraphs
from kennisruil.network.web.yes import present_text
from kennisruil.shared.ids import derived_id
from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.web.asking import language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of, office_page


@require_safe
@office_page
def staff(request: HttpRequest) -> HttpResponse:
    """List who works in the office and who keeps the books."""
    return render(request, "network/staff.html", {"places": queries.office_places(network_id=network_of(request))})


@require_safe
@office_page
def terms(request: HttpRequest) -> HttpResponse:
    """List each text with the version in force and its other versions."""
    language, rows = language_of(request), queries.terms_of(network_id=network_of(request))
    kinds = [
        {
            "kind": kind,
            "title": labels.TERMS[kind],
            "versions": [row for row in rows if row.kind == kind and row.language == language],
        }
        for kind in TERMS_KINDS
    ]
    return render(request, "network/terms.html", {"kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def new_terms(request: HttpRequest, kind: str) -> HttpResponse:
    """Read the text in force and publish a new version of it, in three languages, from a day on."""
    if kind not in TERMS_KINDS:
        raise Http404
    today, network_id = today_of(request), network_of(request)
    initial = {
        f"text_{language}": queries.terms_text(network_id=network_id, kind=kind, language=language, on=today).text
        for language in LANGUAGES
    }
    form = TermsForm(request.POST or None, initial=initial | {"holds_from": today})
    if request.method == "POST" and form.is_valid():
        if any(
            row.version == form.cleaned_data["version"]
            for row in queries.terms_of(network_id=network_id)
            if row.kind == kind
        ):
            form.add_error("version", _("This version exists already and keeps its words. Choose another name."))
        else:
            _publish(request, kind, form)
            messages.success(
                request, _("The new version is published. People are asked for their yes from the day you chose.")
            )
            return redirect("network:terms")
    text = present_text(request, kind)
    page = {"form": form, "title": labels.TERMS[kind], "text": text, "lines": paragraphs(text.text)}
    return render(request, "network/new_terms.html", page)


def _publish(request: HttpRequest, kind: str, form: TermsForm) -> None:
    given, network_id = form.cleaned_data, network_of(request)
    for language in LANGUAGES:
        actions.publish_terms(
            id=derived_id(network_id, "terms", kind, given["version"], language),
            kind=kind,
            version=given["version"],
            language=language,
            holds_from=given["holds_from"],
            text=given[f"text_{language}"],
            **write_as(request),
        )
