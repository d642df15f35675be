"""Self-billing drafts: accepted, by silence or by word, refused, withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from kennisruil.billing.actions.document import planned_again
from kennisruil.billing.actions.drawing import draw_documents
from kennisruil.billing.actions.issuing import issue
from kennisruil.billing.actions.mails import mail_all, mail_documents
from kennisruil.billing.actions.setoff import set_off
from kennisruil.billing.models import Document, DocumentLine, Movement
from kennisruil.billing.queries.house import House, house_on
from kennisruil.billing.queries.plan import drawable, plan
from kennisruil.bookkeeping.actions import hold_books
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.refusals import Refusal


class NotADraft(Refusal):
    """The document does not wait for an answer any more. ``state`` says what it is."""

    code = "not_a_draft"

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(state)


def accept_document(*, network_id: UUID, document_id: UUID, by: Actor, at: datetime, today: date) -> Document:
    """Accept a self-billing draft: its number is drawn now, it is posted and mailed. Accepting twice changes nothing.

    A draft whose facts changed meanwhile is withdrawn and drawn again, for the provider to see.

    :raises NotADraft: it was refused or withdrawn; nothing changes.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.accept_document", network_id=network_id, by=by, at=at, about=("document", document_id)):
        hold_books(network_id=network_id)
        document = Document.objects.select_related("party", "run").get(network_id=network_id, pk=document_id)
        if document.state == Document.State.ISSUED:
            return document
        if document.state != Document.State.DRAFT:
            raise NotADraft(state=document.state)
        return _accept(house=house, document=document, by=by, at=at, today=today)


def accept_due_drafts(*, network_id: UUID, today: date, by: Actor, at: datetime) -> int:
    """Accept by silence every draft whose days have passed, each in its own transaction; how many there were."""
    rows = Document.objects.filter(network_id=network_id, state=Document.State.DRAFT, accept_until__lte=today)
    due = list(
        rows.order_by("accept_until", "party__number", "drawn_on", "month_on", "pk").values_list("pk", flat=True)
    )
    for document_id in due:
        accept_document(network_id=network_id, document_id=document_id, by=by, at=at, today=today)
    return len(due)


def refuse_document(*, network_id: UUID, document_id: UUID, reason: str, by: Actor, at: datetime) -> Document:
    """Refuse a self-billing draft, with a reason; its supplies wait for the office. :raises NotADraft: too late."""
    with action("billing.refuse_document", network_id=network_id, by=by, at=at, about=("document", document_id)):
        document = Document.objects.select_for_update().get(network_id=network_id, pk=document_id)
        if document.state == Document.State.REFUSED:
            return document
        if document.state != Document.State.DRAFT:
            raise NotADraft(state=document.state)
        document.state, document.refused_because = Document.State.REFUSED, reason[:500]
        document.save(update_fields=["state", "refused_because"])
        DocumentLine.objects.filter(network_id=network_id, document=document).update(is_live=False)
    return document


def draw_again(*, network_id: UUID, document_id: UUID, by: Actor, at: datetime, today: date) -> list[Document]:
    """Draw the supplies of a failed or refused document anew, after the office has mended what was wrong.

    :raises NotADraft: the document is neither.
    """
    house = house_on(network_id=network_id, on=today)
    with action("billing.draw_again", network_id=network_id, by=by, at=at, about=("document", document_id)):
        document = Document.objects.select_for_update().get(network_id=network_id, pk=document_id)
        if document.state not in (Document.State.FAILED, Document.State.REFUSED):
            raise NotADraft(state=document.state)
        document.state = Document.State.WITHDRAWN
        document.save(update_fields=["state"])
        return draw_party_again(house=house, document=document, by=by, at=at, today=today)


def withdraw_drafts(*, network_id: UUID, movements: Iterable[Movement]) -> list[Document]:
    """Withdraw the drafts that cover movements, and give them; the caller draws what is left again. In an action."""
    lines = DocumentLine.objects.filter(
        network_id=network_id, movement__in=list(movements), is_live=True, document__state=Document.State.DRAFT
    )
    drafts = set(lines.values_list("document_id", flat=True))
    Document.objects.filter(pk__in=drafts).update(state=Document.State.WITHDRAWN)
    DocumentLine.objects.filter(document_id__in=drafts).update(is_live=False)
    return list(Document.objects.filter(pk__in=drafts).order_by("party__number", "pk"))


def _accept(*, house: House, document: Document, by: Actor, at: datetime, today: date) -> Document:
    planned = planned_again(house=house, document=document)
    if planned is None:
        withdraw_drafts(
            network_id=house.network_id, movements=Movement.objects.filter(document_lines__document=document)
        )
        draw_party_again(house=house, document=document, by=by, at=at, today=today)
        document.refresh_from_db()
        return document
    document.accepted_at, document.accepted_by = at, str(by)
    issue(house=house, document=document, planned=planned, on=today, by=by, at=at)
    set_off(house=house, party_id=document.party_id, key=document.pk, on=today, by=by, at=at)
    if document.state == Document.State.ISSUED:
        mail_documents(house=house, party=document.party, documents=[document], key=str(document.pk), at=at)
    return document


def draw_party_again(*, house: House, document: Document, by: Actor, at: datetime, today: date) -> list[Document]:
    """Draw and mail anew what a withdrawn document was about. Inside an action."""
    ids = set(DocumentLine.objects.filter(document=document).values_list("movement_id", flat=True))
    movements = drawable(network_id=house.network_id, until=date.max, party_id=document.party_id)
    planned = plan(house=house, movements=[each for each in movements if each.pk in ids], kept_back=False)
    documents = draw_documents(house=house, planned=planned, run=None, on=today, by=by, at=at)
    key = f"{document.pk}:again"
    mail_all(house=house, documents=documents, key=key, at=at)
    return documents
