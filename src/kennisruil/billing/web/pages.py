"""Pages of this room by what they show, for links from any other room."""

from uuid import UUID

from django.urls import reverse

from kennisruil.billing.actions.rulebook import KEY as RULE_BOOK
from kennisruil.billing.web.answer import answer_url

_PAGES = {
    "document": "billing:document",
    "in_euro": "billing:in_euro",
    "statement": "billing:statement",
    "month": "billing:close_month",
    "account": "billing:party_account",
    "pay_batch": "billing:pay_batch",
    "bank_line": "billing:bank_line",
    "bank_file": "billing:bank_file",
    "supply": "billing:supply",
    "transfer": "billing:transfer",
    "settlement": "billing:settlement",
}


def page_of_billing(*, kind: str, id: UUID | str) -> str | None:
    """Give the page of a document, a statement, a month, (for the office) a party's account, or the list of documents.

    The rule book has pages of its own, in place of the setting. ``draft_answer`` is the page on which whoever got the
    mail accepts or refuses a draft without signing in.
    """
    if kind == "documents":
        return reverse("billing:documents")
    if kind == "draft_answer":
        return answer_url(id)
    if kind in ("bank", "channel"):
        return reverse(f"billing:{kind}")
    if (kind, id) == ("decision", RULE_BOOK):
        return reverse("billing:rules")
    return reverse(_PAGES[kind], args=[id]) if kind in _PAGES else None
