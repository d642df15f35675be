"""E-invoices through the channel: handed over, worked through, tried again, settled by hand."""

from datetime import datetime
from uuid import UUID

from kennisruil.billing.actions.channel_inbox import fetch_inbox
from kennisruil.billing.actions.channel_try import OPEN, State, parcel_for, tell_event, try_submission
from kennisruil.billing.models import Submission
from kennisruil.billing.queries.channel import ADAPTER, documents_to_submit, due_submissions
from kennisruil.network.queries import settings_on
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.scope import network_scope


class NothingToTry(Refusal):
    """The document is on its way, or arrived. ``state`` says which; nothing changes."""

    code = "nothing_to_try"

    def __init__(self, *, state: str) -> None:
        self.state = state
        super().__init__(state)


def hand_over(*, network_id: UUID, by: Actor, at: datetime) -> int:
    """Give every document that travels as e-invoice its row, with the channel of its day; how many there were."""
    with action("billing.hand_over", network_id=network_id, by=by, at=at):
        documents = documents_to_submit(network_id=network_id)
        for document in documents:
            parcel = parcel_for(document, xml=b"")
            on = document.issued_on or document.drawn_on
            adapter = settings_on(network_id=network_id, on=on).get(ADAPTER, "folder")
            submission = Submission.objects.create(
                id=derived_id(document.pk, "submission"),
                network_id=network_id,
                document=document,
                adapter=adapter,
                key=parcel.key,
                receiver=parcel.receiver,
                document_type=parcel.document_type,
                state=State.WAITING,
                next_try_at=at,
            )
            tell_event(submission, at=at, text="")
    return len(documents)


def work_through(*, network_id: UUID, by: Actor, at: datetime) -> int:
    """Hand over, try what is due, fetch what came in; each in transactions of its own. How many were tried."""
    with network_scope(network_id):
        hand_over(network_id=network_id, by=by, at=at)
        due = due_submissions(network_id=network_id, at=at)
    for submission_id in due:
        try_submission(network_id=network_id, submission_id=submission_id, by=by, at=at)
    fetch_inbox(network_id=network_id, by=by, at=at)
    return len(due)


def try_again(*, network_id: UUID, submission_id: UUID, by: Actor, at: datetime) -> Submission:
    """Try a document anew that was rejected, not registered or given up. :raises NothingToTry: it is on its way."""
    with action("billing.try_channel_again", network_id=network_id, by=by, at=at, about=("submission", submission_id)):
        submission = Submission.objects.select_for_update().get(network_id=network_id, pk=submission_id)
        if submission.state in (*OPEN, State.DELIVERED):
            raise NothingToTry(state=submission.state)
        submission.state, submission.next_try_at, submission.attempts, submission.text = State.WAITING, at, 0, ""
        submission.save(update_fields=["state", "next_try_at", "attempts", "text"])
        tell_event(submission, at=at, text="again")
    return submission


def settle_by_hand(*, network_id: UUID, submission_id: UUID, by: Actor, at: datetime) -> Submission:
    """Say that a document reached its reader another way. :raises NothingToTry: it arrived, or is on its way."""
    with action("billing.settle_by_hand", network_id=network_id, by=by, at=at, about=("submission", submission_id)):
        submission = Submission.objects.select_for_update().get(network_id=network_id, pk=submission_id)
        if submission.state in (*OPEN, State.DELIVERED):
            raise NothingToTry(state=submission.state)
        submission.state, submission.next_try_at, submission.text = State.DELIVERED, None, "by hand"
        submission.save(update_fields=["state", "next_try_at", "text"])
        tell_event(submission, at=at, text="by hand")
    return submission
