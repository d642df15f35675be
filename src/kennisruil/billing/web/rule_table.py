"""The rule table as it holds on a day: which document goes to whom, with what VAT, words, road and terms."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.rules.kinds import LegalRole, Side, VatKind
from kennisruil.billing.rules.rulebook import RuleBook
from kennisruil.billing.web import asking, rule_words
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared.web.asking import language_of, today_of
from kennisruil.shared.web.pages import network_of

SHIPPED = date(1999, 12, 31)


@require_safe
@asking.books_page
def rules(request: HttpRequest) -> HttpResponse:
    """Show the whole table of one role as it holds on a day, with rates, terms and legal sentences."""
    house = house_on(network_id=network_of(request), on=today_of(request))
    on = _day(request)
    role = LegalRole(request.GET["role"]) if request.GET.get("role") in list(LegalRole) else house.legal_role
    page = {
        "filters": [_role_filter(role), {"name": "on", "label": _("On"), "kind": "date", "value": on.isoformat()}],
        "role": rule_words.ROLES[role],
        "is_ours": role is house.legal_role,
        "columns": _columns(),
        "sides": [
            {
                "title": rule_words.SIDES[side],
                "rows": [_row(request, house.rules, role, side, kind, on) for kind in VatKind],
            }
            for side in Side
        ],
        "rate_columns": [{"label": _("Name")}, {"label": _("Rate")}],
        "wording_columns": [{"label": _("Sentence")}, {"label": _("Code")}, {"label": _("Holds from")}],
        "rates": _rates(request, house, on),
        "terms": _terms(house, on),
        "wordings": _wordings(request, house, on),
        "changes": asking.closes_months(request),
    }
    return render(request, "billing/rules.html", page)


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today_of(request)


def _role_filter(role: LegalRole) -> dict[str, Any]:
    choices = [{"value": str(value), "text": words} for value, words in rule_words.ROLES.items()]
    return {"name": "role", "label": _("Role in law"), "kind": "choice", "value": str(role), "choices": choices}


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Status")},
        {"label": _("Document")},
        {"label": _("VAT")},
        {"label": _("Must be known first")},
        {"label": _("How it travels")},
        {"label": _("Holds from")},
    ]


def _row(request: HttpRequest, book: RuleBook, role: LegalRole, side: Side, kind: VatKind, on: date) -> list[Any]:
    row = book.row_on(legal_role=role, side=side, vat_kind=kind, on=on)
    language = language_of(request)
    vat = "" if row.document_kind == "as_provider" else rule_words.row_vat_words(row, book, on=on, language=language)
    return [
        {"text": VAT_KINDS[kind], "url": reverse("billing:rule", args=[role, side, kind])},
        {"text": rule_words.KINDS[row.document_kind]},
        {"text": vat or _("as on that document")},
        {"text": ", ".join(str(rule_words.NEEDS[need]) for need in row.needs) or "–"},
        {"text": rule_words.CHANNELS[row.channel]},
        since(row.holds_from),
    ]


def since(holds_from: date) -> dict[str, Any]:
    """Say from when something holds: a day, or from the start as it was shipped."""
    return {"day": holds_from} if holds_from > SHIPPED else {"text": _("the start")}


def _rates(request: HttpRequest, house: House, on: date) -> list[list[Any]]:
    keys = list(dict.fromkeys(rate.key for rate in house.rules.rates))
    return [
        [
            {"text": rule_words.RATES.get(key, key), "url": reverse("billing:rule_rate", args=[key])},
            {"text": rule_words.rate_words(house.rules, key, on=on, language=language_of(request))},
        ]
        for key in keys
    ]


def _terms(house: House, on: date) -> list[list[Any]]:
    found = []
    for key in dict.fromkeys(terms.key for terms in house.rules.terms if terms.holds_from <= on):
        terms = house.rules.terms_on(on=on, key=key)
        found.append(
            [
                {"text": rule_words.terms_name(key), "url": reverse("billing:rule_terms", args=[key])},
                {"text": _("%(days)s days") % {"days": terms.vat_due_days}},
                {"text": _("%(months)s months") % {"months": terms.return_months}},
                {"text": _("%(days)s days") % {"days": terms.acceptance_days}},
                {"text": _("day %(day)s") % {"day": terms.chargeable_day}},
            ]
        )
    return found


def _wordings(request: HttpRequest, house: House, on: date) -> list[list[Any]]:
    keys = dict.fromkeys(wording.key for wording in house.rules.wordings if wording.holds_from <= on)
    found = []
    for key in keys:
        wording = house.rules.wording_on(key=key, language=language_of(request), on=on)
        row = [
            {"text": wording.text, "url": reverse("billing:rule_wording", args=[key])},
            {"text": wording.code or "–"},
        ]
        found.append([*row, since(wording.holds_from)])
    return found
