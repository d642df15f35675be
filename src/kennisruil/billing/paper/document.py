"""An invoice, credit note or settlement note as a PDF that people read, with the structured form attached."""

from typing import Any

from kennisruil.billing.paper.sheet import ACCENT, all_in_euro, card, frame, pay_part
from kennisruil.billing.paper.typesetter import typeset
from kennisruil.billing.paper.words import Words
from kennisruil.billing.rules.documents import SELF_BILLED, is_credit
from kennisruil.billing.rules.numbers import shown_iban
from kennisruil.billing.rules.values import DocumentDraft, DocumentKind, Line


def render_document(draft: DocumentDraft, *, xml: bytes | None = None, accent: str = ACCENT) -> bytes:
    """Set ``draft`` as PDF/A-3a in its own language; ``xml`` travels inside as the machine's copy.

    A draft without a number says that it is one.
    """
    return typeset(template="document", sheet=document_sheet(draft, accent=accent), on=draft.issued_on, xml=xml)


def document_sheet(draft: DocumentDraft, *, accent: str = ACCENT) -> dict[str, Any]:
    """Give everything the template shows, as text ready to set."""
    words = Words(draft.language)
    title = words.label(draft.kind)
    # The cards say the terms, and the title says who drew the document up; the structured form has both as notes.
    notes = [note for note in draft.notes if note != title]
    notes += [share.vat.reason for share in draft.vat.shares if share.vat.reason]
    notes += [] if draft.number else [words.label("draft_note")]
    return frame(words=words, network=draft.network, title=title, sender=draft.other, accent=accent) | {
        "number": draft.number or words.label("draft"),
        "is_draft": not draft.number,
        "file_name": f"{draft.number or draft.kind}.xml",
        "left": {"label": _standing(words, draft, reader=False), **words.party(draft.other)},
        "right": {"label": _standing(words, draft, reader=True), **words.party(draft.reader)},
        "facts": _facts(words, draft),
        "columns": [
            words.label("on"),
            words.label("what"),
            words.label("coins", coin=draft.coin),
            words.label("price", coin=draft.coin),
            words.label("amount"),
        ],
        "lines": [_line(words, line) for line in draft.lines],
        "totals": _totals(words, draft),
        "cards": _cards(words, draft),
        "notes": notes,
    }


def _standing(words: Words, draft: DocumentDraft, *, reader: bool) -> str:
    if draft.kind in SELF_BILLED:
        return words.label("seller" if reader else "buyer")
    return words.label("to_buyer" if reader else "from_seller")


def _facts(words: Words, draft: DocumentDraft) -> list[list[str]]:
    facts = [
        [words.label("number"), draft.number or words.label("draft")],
        [words.label("issued_on"), words.day(draft.issued_on)],
    ]
    if draft.period:
        facts.append([words.label("performed_in"), words.period(draft.period)])
    for reference in draft.references:
        value = words.label("corrects_value", number=reference.number, day=words.short_day(reference.issued_on))
        facts.append([words.label("corrects"), value])
    if draft.chargeable_on and draft.chargeable_on != draft.issued_on:
        facts.append([words.label("chargeable_on"), words.day(draft.chargeable_on)])
    if draft.buyer_reference and draft.buyer_reference != draft.network:
        facts.append([words.label("reference"), draft.buyer_reference])
    return facts


def _line(words: Words, line: Line) -> dict[str, str]:
    return {
        "on": words.short_day(line.performed_on),
        "text": line.text,
        "detail": line.detail,
        "coins": words.coins(line.quantity_coins),
        "price": words.euro(line.unit_price_cents),
        "net": words.euro(line.net_cents),
    }


def _totals(words: Words, draft: DocumentDraft) -> list[dict[str, Any]]:
    rows = [(words.label("net"), draft.vat.net_cents, False)] if draft.vat.shares else []
    for share in draft.vat.shares:
        rate = words.rate(share.vat.rate_basis_points)
        label = words.label("vat_at", rate=rate, base=words.euro(share.base_cents))
        rows.append((label if share.vat.rate_basis_points else words.label("vat_none"), share.vat_cents, False))
    gross = "gross_credit" if draft.kind is DocumentKind.CREDIT_NOTE_381 else "gross"
    if draft.kind in (DocumentKind.SELF_BILLED_CREDIT_261, DocumentKind.SETTLEMENT_CREDIT):
        gross = "gross_take_back"
    rows.append((words.label(gross), draft.vat.gross_cents, True))
    return [{"label": label, "amount": words.euro(cents), "strong": strong} for label, cents, strong in rows]


def _cards(words: Words, draft: DocumentDraft) -> list[dict[str, Any]]:
    coins = words.coins(sum(line.quantity_coins for line in draft.lines))
    base = words.euro(draft.vat.net_cents)
    if is_credit(draft.kind):
        label = words.label("card_taken_back", coins=coins, coin=draft.coin)
        return [card(title=label, amount=words.euro(draft.vat.gross_cents), when=draft.terms)]
    if draft.due_base_on is None:
        return _cards_to_provider(words, draft, coins=coins, base=base)
    when = words.label("card_base_when", day=words.day(draft.due_base_on))
    give_back = card(
        title=words.label("card_base", coins=coins, coin=draft.coin),
        amount=base,
        when=when,
        note=all_in_euro(words, draft.all_in_euro_url),
    )
    return [_vat_card(words, draft), give_back]


def _vat_card(words: Words, draft: DocumentDraft) -> dict[str, Any]:
    if not draft.vat.vat_cents:
        return card(title=words.label("card_no_vat"), amount=words.euro(0), when=words.label("card_no_vat_when"))
    return card(
        title=words.label("card_vat"),
        amount=words.euro(draft.vat.vat_cents),
        when=words.label("card_vat_when", day=words.day(draft.due_vat_on)),
        tone="warm",
        pay=pay_part(words=words, payment=draft.payment) if draft.payment else None,
    )


def _cards_to_provider(words: Words, draft: DocumentDraft, *, coins: str, base: str) -> list[dict[str, Any]]:
    label = words.label("card_credit", coins=coins, coin=draft.coin)
    cards = [card(title=label, amount=base, when=words.label("card_credit_when"))]
    if draft.vat.vat_cents:
        key = "card_vat_to_you_when" if draft.issuer.iban else "card_vat_to_you_no_iban"
        when = words.label(key, iban=shown_iban(draft.issuer.iban or ""), day=words.day(draft.due_vat_on))
        amount = words.euro(draft.vat.vat_cents)
        cards.append(card(title=words.label("card_vat_to_you"), amount=amount, when=when))
    return cards
