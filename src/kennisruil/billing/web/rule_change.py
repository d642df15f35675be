"""Changing a rule from a day on: fill in, see who gets another document, and only then let it hold."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.billing import actions, paper
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.rule_effects import Effect, Effects, effects_of
from kennisruil.billing.rules.examples import example_document
from kennisruil.billing.rules.kinds import LegalRole, Side, VatKind
from kennisruil.billing.rules.rulebook import RuleMissing, TreatmentRow, rule_book_from
from kennisruil.billing.rules.rulebook_rows import Row
from kennisruil.billing.web import asking, rule_words
from kennisruil.billing.web.rehearsal import in_two_steps
from kennisruil.billing.web.rule_forms import NewTermsForm, RateForm, RowForm, TermsForm, WordingForm, places_in
from kennisruil.billing.web.rule_table import since
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared.languages import LANGUAGES
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import language_of, today_of, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.performing import perform

NEW = "new"
_LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@asking.close_page
def rule(request: HttpRequest, role: str, side: str, vat_kind: str) -> HttpResponse:
    """Decide what a party of one status gets on one side from a day on."""
    house, today = _house(request), today_of(request)
    row = _row_or_404(house, role, side, vat_kind, today)
    form = RowForm(
        _sent(request),
        row=row,
        book=house.rules,
        on=today,
        language=language_of(request),
        initial=_initial(row, today),
    )
    heading = f"{rule_words.SIDES[row.side]}: {VAT_KINDS[row.vat_kind]}"
    page = {
        "title": heading,
        "lead": rule_words.ROLES[row.legal_role],
        "example_args": [role, side, vat_kind],
        "own": [{"row": each, "since": since(each.holds_from)} for each in _own_rows(house, row)],
    }
    return _ask(request, house, form, lambda: [form.written()], page)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.close_page
def rate(request: HttpRequest, key: str) -> HttpResponse:
    """Decide a VAT rate from a day on."""
    house, today = _house(request), today_of(request)
    if key not in {each.key for each in house.rules.rates}:
        raise Http404
    percent = rule_words.rate_words(house.rules, key, on=today, language=language_of(request)).removesuffix(" %")
    form = RateForm(_sent(request), initial={"percent": percent, "holds_from": today})
    page = {"title": _("VAT rate: %(name)s") % {"name": rule_words.RATES.get(key, key)}}
    return _ask(request, house, form, lambda: form.written(key), page)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.close_page
def wording(request: HttpRequest, key: str) -> HttpResponse:
    """Decide a legal sentence in three languages from a day on."""
    house, today = _house(request), today_of(request)
    try:
        now = {each: house.rules.wording_on(key=key, language=each, on=today) for each in LANGUAGES}
    except RuleMissing as error:
        raise Http404 from error
    initial = {language: each.text for language, each in now.items()} | {"code": now["nl"].code, "holds_from": today}
    form = WordingForm(_sent(request), places=places_in(now["nl"].text), initial=initial)
    page = {"title": _("A legal sentence"), "lead": now[language_of(request)].text}
    return _ask(request, house, form, lambda: form.written(key), page)


@require_http_methods(["GET", "HEAD", "POST"])
@asking.close_page
def terms(request: HttpRequest, key: str) -> HttpResponse:
    """Decide deadlines from a day on, or terms of a new name for rows that need others."""
    house, today = _house(request), today_of(request)
    known = {each.key for each in house.rules.terms}
    if key not in {*known, NEW}:
        raise Http404
    now = house.rules.terms_on(on=today, key=key if key in known else "standard")
    fields = ("vat_due_days", "return_months", "acceptance_days", "chargeable_day")
    initial = {name: getattr(now, name) for name in fields} | {"holds_from": today}
    kind = NewTermsForm if key == NEW else TermsForm
    form = kind(_sent(request), initial=initial)
    title = _("New terms") if key == NEW else _("Terms: %(name)s") % {"name": rule_words.terms_name(key)}
    return _ask(request, house, form, lambda: form.written(key), {"title": title})


@require_POST
@asking.close_page
def take_away(request: HttpRequest, role: str, side: str, vat_kind: str) -> HttpResponse:
    """Take a row of the network's own away; what held before holds again."""
    house = _house(request)
    row = _row_or_404(house, role, side, vat_kind, today_of(request))
    own = [each for each in _own_rows(house, row) if each.holds_from.isoformat() == request.POST.get("holds_from")]
    if not own:
        raise Http404
    said = _("Taken away. What held before holds again.")
    perform(request, actions.take_rule_away, done=said, row=own[0], today=today_of(request))
    return redirect("billing:rule", role=role, side=side, vat_kind=vat_kind)


@require_safe
@asking.books_page
def example(request: HttpRequest, role: str, side: str, vat_kind: str) -> HttpResponse:
    """Show the document such a party gets, as a PDF, by the rules of today."""
    house, today = _house(request), today_of(request)
    row = _row_or_404(house, role, side, vat_kind, today)
    draft = example_document(
        legal_role=LegalRole(row.legal_role),
        side=Side(row.side),
        vat_kind=row.vat_kind,
        on=today,
        rules=house.rules,
        language=language_of(request),
    )
    return HttpResponse(paper.render_document(draft), content_type="application/pdf")


def _ask(request: HttpRequest, house: House, form: Any, rows: Any, page: dict[str, Any]) -> HttpResponse:
    """Ask, show what would change, and let it hold when the second button is pressed."""

    def act() -> date:
        found: Sequence[Row] = rows()
        actions.change_rules(rows=found, today=today_of(request), **write_as(request))
        return min(row.holds_from for row in found)

    def look(from_on: date) -> dict[str, Any]:
        after = house_on(network_id=network_of(request), on=today_of(request)).rules
        return _shown(request, effects_of(house=house, after=after, from_on=from_on))

    def done(_from_on: date) -> HttpResponse:
        messages.success(request, _("This holds from the day you chose."))
        return redirect("billing:rules")

    common = {
        "lead": "",
        "preview_text": _("See what would change"),
        "submit_text": _("Let it hold"),
    }
    return in_two_steps(
        request, form=form, act=act, look=look, done=done, page=common | page, template="billing/rule.html"
    )


def _shown(request: HttpRequest, effects: Effects) -> dict[str, Any]:
    count = sum(each.supplies for each in effects.open)
    sentence = _("No open session gets another document.")
    if count:
        words = ngettext(
            "%(count)s open session gets another document.", "%(count)s open sessions get another document.", count
        )
        sentence = words % {"count": Count(count)}
    drafts = sum(each.supplies for each in effects.drafts)
    draft_words = ngettext(
        "%(count)s session stands on a draft that waits for a yes. The draft follows when the yes comes.",
        "%(count)s sessions stand on drafts that wait for a yes. The drafts follow when the yes comes.",
        drafts,
    )
    parties = len({each.party.pk for each in effects.parties})
    words = ngettext(
        "From the day on, %(count)s party gets another document than now.",
        "From the day on, %(count)s parties get another document than now.",
        parties,
    )
    return {
        "sentence": sentence,
        "open": [_effect(request, each) for each in effects.open[:_LISTED]],
        "draft_sentence": draft_words % {"count": Count(drafts)} if drafts else "",
        "drafts": [_effect(request, each) for each in effects.drafts[:_LISTED]],
        "party_sentence": words % {"count": Count(parties)}
        if parties
        else _("For everybody it stays the same from then on."),
        "parties": [_effect(request, each) for each in effects.parties[:_LISTED]],
        "columns": [
            {"label": _("Who")},
            {"label": _("Side")},
            {"label": _("Now")},
            {"label": _("Then")},
            {"label": _("Sessions"), "number": True},
        ],
    }


def _effect(request: HttpRequest, effect: Effect) -> list[Any]:
    language = language_of(request)
    before = rule_words.outcome_words(effect.before, language=language)
    after = rule_words.outcome_words(effect.after, language=language)
    return [
        effect.party.name,
        str(rule_words.SIDES[effect.side]),
        before,
        {"text": after, "note": _("other words or terms")} if after == before else after,
        str(effect.supplies) if effect.supplies else "–",
    ]


def _house(request: HttpRequest) -> House:
    return house_on(network_id=network_of(request), on=today_of(request))


def _row_or_404(house: House, role: str, side: str, vat_kind: str, on: date) -> TreatmentRow:
    try:
        return house.rules.row_on(legal_role=LegalRole(role), side=Side(side), vat_kind=VatKind(vat_kind), on=on)
    except (ValueError, RuleMissing) as error:
        raise Http404 from error


def _own_rows(house: House, row: TreatmentRow) -> list[TreatmentRow]:
    """Give the network's own rows about the same, the latest first."""
    own = rule_book_from(house.settings.get("billing.rule_book") or {})
    return sorted(
        (each for each in own.rows if each.about == row.about), key=lambda each: each.holds_from, reverse=True
    )


def _initial(row: TreatmentRow, today: date) -> dict[str, Any]:
    empty = {name: getattr(row, name) or "" for name in ("vat_category", "rate", "wording", "self_assessed_rate")}
    return empty | {
        "holds_from": today,
        "document_kind": row.document_kind,
        "notes": list(row.notes),
        "channel": row.channel,
        "terms": row.terms,
        "needs": list(row.needs),
        "otherwise": row.otherwise or "",
    }


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
