"""The page behind "Network": everything the office opens less often, each with a sentence of what it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.shared.links_to import url_for
from kennisruil.shared.web.pages import office_page


@require_safe
@office_page
def more(request: HttpRequest) -> HttpResponse:
    """Show the other pages of the office."""
    return render(request, "office/more.html", {"pages": _pages()})


def _pages() -> list[dict[str, str | None]]:
    listed = [
        ("chart", url_for("reports", "all"), _("How it goes"), _("Who gave to whom, and what is still to give.")),
        ("menu", reverse("menu:card"), _("Menu card"), _("What everything costs and earns, from which day.")),
        ("place", reverse("pathway:concepts"), _("Concepts"), _("What people are building, and how far they are.")),
        (
            "organisation",
            reverse("network:parties"),
            _("Organisations and people with an account"),
            _("Addresses, VAT status, account numbers."),
        ),
        (
            "upload",
            url_for("imports", "all"),
            _("Read in a spreadsheet"),
            _("People, organisations and balances you already have."),
        ),
        ("todo", reverse("quality:for_office"), _("Written for the office"), _("What people wanted you to know.")),
        ("mail", reverse("office:mails"), _("Mails"), _("Every mail the network wrote.")),
        ("lock", reverse("network:staff"), _("Who may do what"), _("The office, the bookkeeper, the broker.")),
        ("document", reverse("network:terms"), _("Terms"), _("The texts people say yes to, with their versions.")),
        ("settings", reverse("network:decisions"), _("Settings"), _("What the network decides, each from a day on.")),
    ]
    return [{"icon": icon, "url": url, "text": text, "why": why} for icon, url, text, why in listed]
