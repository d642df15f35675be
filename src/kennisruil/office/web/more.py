"""The page behind "Network": everything the office opens less often, each with a sentence of what it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.shared.web.pages import office_page


@require_safe
@office_page
def more(request: HttpRequest) -> HttpResponse:
    """Show the other pages of the office."""
    return render(request, "office/more.html", {"pages": _pages()})


def _pages() -> list[dict[str, str]]:
    listed = [
        ("chart", "reports:reports", _("How it goes"), _("Who gave to whom, and what is still to give.")),
        ("menu", "menu:card", _("Menu card"), _("What everything costs and earns, from which day.")),
        ("place", "pathway:concepts", _("Concepts"), _("What people are building, and how far they are.")),
        (
            "organisation",
            "network:parties",
            _("Organisations and people with an account"),
            _("Addresses, VAT status, account numbers."),
        ),
        (
            "upload",
            "porting:imports",
            _("Read in a spreadsheet"),
            _("People, organisations and balances you already have."),
        ),
        ("mail", "office:mails", _("Mails"), _("Every mail the network wrote.")),
        ("lock", "network:staff", _("Who may do what"), _("The office, the bookkeeper, the broker.")),
        ("document", "network:terms", _("Terms"), _("The texts people say yes to, with their versions.")),
        ("settings", "network:decisions", _("Settings"), _("What the network decides, each from a day on.")),
    ]
    return [{"icon": icon, "url": reverse(name), "text": text, "why": why} for icon, name, text, why in listed]
