"""Mails of billing: the content is in the mail itself, documents are attached in their structured form."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from kennisruil.billing.actions.paper import papers_of_documents, papers_of_statements
from kennisruil.billing.actions.readers import Reader, readers_on
from kennisruil.billing.models import Document, Statement
from kennisruil.billing.queries.house import House
from kennisruil.billing.rules.frozen import statement_from_dict
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.views import StatementView
from kennisruil.network.models import Party
from kennisruil.shared.amounts import format_coins, format_euro, locale_of
from kennisruil.shared.links_to import url_for
from kennisruil.shared.mail import Letter, post_mails


def mail_documents(*, house: House, party: Party, documents: Sequence[Document], key: str, at: datetime) -> None:
    """Mail documents that were issued, and drafts that ask for an answer, once per ``key``, party and reader."""
    mail_some_documents(house=house, parties=[party], documents=documents, key=key, at=at)


def mail_all(*, house: House, documents: Sequence[Document], key: str, at: datetime) -> None:
    """Mail documents to their parties, and those in a provider's own name to their buyers, each reader once."""
    parties = {party.pk: party for each in documents for party in (each.party, each.counterparty) if party}
    ordered = sorted(parties.values(), key=lambda party: party.number)
    mail_some_documents(house=house, parties=ordered, documents=documents, key=key, at=at)


def mail_some_documents(
    *, house: House, parties: Sequence[Party], documents: Sequence[Document], key: str, at: datetime
) -> None:
    """Mail the documents of several parties, each party its own, in one mail per ``key`` and reader."""
    shown = [each for each in documents if each.state in (Document.State.ISSUED, Document.State.DRAFT)]
    wanted = {id for each in shown for id in (each.party_id, each.counterparty_id) if id}
    readers = readers_on(house=house, parties=[party for party in parties if party.pk in wanted])
    # Drafts too: who is asked for a yes reads the same copy as the office.
    papers = papers_of_documents(network_id=house.network_id, documents=shown, at=at) if _with_papers(house) else {}
    of_party: dict[UUID, list[Document]] = {id: [] for id in wanted}
    for each in shown:
        for id in {each.party_id, each.counterparty_id or each.party_id}:
            of_party[id].append(each)
    letters = [
        _document_letter(house, party, of_party[party.pk], reader, key, papers)
        for party in parties
        for reader in readers.get(party.pk, ())
    ]
    post_mails(network_id=house.network_id, letters=letters, at=at)


def mail_some_statements(*, house: House, statements: Sequence[Statement], at: datetime) -> None:
    """Mail statements, with every line in the mail, once per month and reader."""
    readers = readers_on(house=house, parties=[each.party for each in statements])
    views = {each.pk: statement_from_dict(each.content) for each in statements if readers[each.party_id]}
    papers = papers_of_statements(network_id=house.network_id, statements=views, at=at) if _with_papers(house) else {}
    letters = [
        _statement_letter(house, each, views[each.pk], reader, papers)
        for each in statements
        for reader in readers[each.party_id]
    ]
    post_mails(network_id=house.network_id, letters=letters, at=at)


def _with_papers(house: House) -> bool:
    return bool(house.settings["close.papers"] == "with_documents")


def _document_letter(
    house: House, party: Party, documents: Sequence[Document], reader: Reader, key: str, papers: Mapping[UUID, UUID]
) -> Letter:
    with override(reader.language):
        count = len(documents)
        subject = ngettext("%(network)s: a document for you", "%(network)s: %(count)s documents for you", count) % {
            "network": house.name,
            "count": count,
        }
        blocks = [_block(each, reader.language, party=party) for each in documents]
        # Who gave under a mandate reads a copy: the VAT of it is for the buyer to pay.
        payable = [each for each in documents if each.counterparty_id in (None, party.pk)]
        text = _letter(house, reader, [*blocks, *_payable(payable, reader.language)])
    files = [file_id for each in documents for file_id in (each.xml_id, papers.get(each.pk)) if file_id]
    return Letter(
        key=f"documents:{key}:{party.number}:{reader.address}",
        to=reader.address,
        subject=subject,
        text=text,
        language=reader.language,
        attachments=tuple(files),
        about=("party", party.pk),
    )


def _statement_letter(
    house: House, statement: Statement, view: StatementView, reader: Reader, papers: Mapping[UUID, UUID]
) -> Letter:
    with override(reader.language):
        subject = _("%(network)s: your statement of %(month)s") % {
            "network": house.name,
            "month": format_date(view.start_on, format="LLLL y", locale=locale_of(reader.language)),
        }
        if view.until_on:
            subject = _("%(network)s: your final statement") % {"network": house.name}
        text = _letter(house, reader, [_coins_block(house, view, reader.language), *_euro_blocks(view, reader)])
    return Letter(
        key=f"statement:{statement.number}:{reader.address}",
        to=reader.address,
        subject=subject,
        text=text,
        language=reader.language,
        attachments=(papers[statement.pk],) if statement.pk in papers else (),
        about=("statement", statement.pk),
    )


def kind_name(kind: str) -> str:
    """Say what people call a kind of document, in the active language."""
    names = {
        DocumentKind.INVOICE_380: _("Invoice"),
        DocumentKind.SELF_BILLED_389: _("Invoice issued by the customer"),
        DocumentKind.CREDIT_NOTE_381: _("Credit note"),
        DocumentKind.SELF_BILLED_CREDIT_261: _("Credit note issued by the customer"),
        DocumentKind.SETTLEMENT_NOTE: _("Settlement note"),
        DocumentKind.SETTLEMENT_CREDIT: _("Correction of a settlement note"),
        DocumentKind.LETTER: _("Letter"),
        DocumentKind.RECEIPT: _("Receipt"),
    }
    return names[DocumentKind(kind)]


def _letter(house: House, reader: Reader, blocks: Sequence[str]) -> str:
    greeting = _("Hello %(name)s,") % {"name": reader.name}
    goodbye = _("Kind regards,") + f"\n{house.name}"
    return "\n\n".join([greeting, *blocks, goodbye]) + "\n"


def _block(document: Document, language: str, *, party: Party) -> str:
    values = {
        "kind": kind_name(document.kind),
        "number": document.number,
        "base": format_euro(document.base_cents, language=language),
        "vat": format_euro(document.vat_cents, language=language),
        "total": format_euro(document.base_cents + document.vat_cents, language=language),
    }
    if document.kind in (DocumentKind.LETTER, DocumentKind.RECEIPT):
        content = document.content
        rows = [f"- {row['label']}: {row['amount']}" for row in content["rows"]]
        return "\n".join([f"{values['kind']} {document.number}", *content["paragraphs"], *rows])
    head = _("%(kind)s %(number)s: %(base)s + %(vat)s VAT = %(total)s") % values
    if document.state == Document.State.DRAFT:
        head = _("Draft of: %(kind)s. %(base)s + %(vat)s VAT = %(total)s") % values
    lines = [f"- {_day(line['performed_on'])} {line['text']}" for line in document.content["lines"]]
    tail = [document.content["terms"]] if document.content["terms"] else []
    if document.counterparty is not None and document.counterparty_id != party.pk:
        tail = [
            _("We sent this to %(buyer)s in your name, under your mandate.") % {"buyer": document.counterparty.name}
        ]
    if document.state == Document.State.DRAFT and document.accept_until:
        tail.append(
            _("Is it right? Then you need not do anything: it is accepted on %(day)s. Tell us before if it is not.")
            % {"day": f"{document.accept_until:%d/%m/%Y}"}
        )
    if document.is_late:
        tail.append(_("This session was confirmed after its month was closed."))
    page = url_for("draft_answer" if document.state == Document.State.DRAFT else "document", document.pk)
    return "\n".join([head, *lines, *tail, *([settings.BASE_URL + page] if page else [])])


def _payable(documents: Sequence[Document], language: str) -> list[str]:
    """Say how the VAT of invoices is paid."""
    found = []
    for each in documents:
        payment = each.content.get("payment") if each.kind == DocumentKind.INVOICE_380 else None
        if payment and payment["pay_now_cents"]:
            found.append(
                _("Pay the VAT of %(euro)s to %(iban)s, with the message %(message)s.")
                % {
                    "euro": format_euro(payment["pay_now_cents"], language=language),
                    "iban": payment["iban"],
                    "message": payment["structured_message"],
                }
            )
    return found


def _coins_block(house: House, view: StatementView, language: str) -> str:
    def coins(minor: int) -> str:
        return f"{format_coins(minor, scale=house.scale, language=language)} {house.coin}"

    lines = [_("Balance at the start: %(coins)s") % {"coins": coins(view.opening_coins)}]
    lines += [
        f"- {line.on:%d/%m/%Y} {line.text}: {'+' if line.amount_coins > 0 else ''}{coins(line.amount_coins)}"
        for line in view.lines
    ]
    lines.append(_("Balance at the end: %(coins)s") % {"coins": coins(view.closing_coins)})
    return "\n".join([*lines, *view.story])


def _euro_blocks(view: StatementView, reader: Reader) -> list[str]:
    rows = []
    for each in view.open_euro:
        vat = format_euro(each.vat_cents, language=reader.language)
        base = format_euro(each.base_cents, language=reader.language)
        rows.append(
            _("%(number)s: VAT %(vat)s, base %(base)s") % {"number": each.document_number, "vat": vat, "base": base}
        )
    found = ["\n".join([_("Open in euro:"), *(f"- {row}" for row in rows)])] if rows else []
    if view.payment:
        found.append(
            _("Pay the VAT of %(euro)s to %(iban)s, with the message %(message)s.")
            % {
                "euro": format_euro(view.payment.pay_now_cents, language=reader.language),
                "iban": view.payment.iban,
                "message": view.payment.structured_message,
            }
        )
    return [*found, view.invitation] if view.invitation else found


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
