"""One try of an e-invoice: at least once, in effect exactly once.

Before anything leaves, the row says that it may have left; so whatever happens then, the channel is asked first
whether it has the document. Each step is a transaction of its own: none is open while the channel is spoken to.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings as machine
from django.utils.translation import gettext as _
from django.utils.translation import override

from kennisruil.billing.actions.paper import paper_of_document
from kennisruil.billing.actions.readers import readers_of_parties
from kennisruil.billing.channel import Adapter, Known, Outcome, Parcel, Silent, adapter_for, parcel_of
from kennisruil.billing.channel.choosing import NotReady
from kennisruil.billing.models import Document, Submission, SubmissionEvent
from kennisruil.billing.queries.channel import ADAPTER
from kennisruil.billing.queries.house import house_on, party_facts
from kennisruil.billing.rules.frozen import draft_from_dict
from kennisruil.network.queries import network_by_id, settings_on
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action
from kennisruil.shared.ids import derived_id, new_id
from kennisruil.shared.mail import post_mail
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope

State = Submission.State
OPEN = (State.WAITING, State.UNSURE, State.SENT)
MOST_ATTEMPTS = 12
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=10), timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """One try under way: the parcel, the channel, and how the row stood."""

    submission_id: UUID
    network_id: UUID
    parcel: Parcel
    adapter: Adapter
    state: str
    external_id: str
    attempts: int


def try_submission(*, network_id: UUID, submission_id: UUID, by: Actor, at: datetime) -> str:
    """Do the next step of a submission that is due; the answer is its state after it. Safe to run again at any time."""
    begun = _begin(network_id, submission_id, by=by, at=at)
    if begun is None:
        with network_scope(network_id):
            return Submission.objects.get(network_id=network_id, pk=submission_id).state
    try:
        outcome = _step(begun, by=by, at=at)
    except Silent as silent:
        # Nothing was sent: it stands where it stood.
        return _write(begun, Outcome(state=begun.state, text=silent.text), by=by, at=at)
    return _write(begun, outcome, by=by, at=at)


def _begin(network_id: UUID, submission_id: UUID, *, by: Actor, at: datetime) -> _Try | None:
    """Take the row for one try, and put off the next; None when it is not due, or its channel is not ready."""
    with action("billing.try_channel", network_id=network_id, by=by, at=at, about=("submission", submission_id)):
        row = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("document")
            .get(network_id=network_id, pk=submission_id)
        )
        if row.state not in OPEN or row.next_try_at is None or row.next_try_at > at:
            return None
        row.next_try_at = at + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(row.attempts, 10))
        adapter = ready_adapter(network_id, on=at.date(), name=row.adapter)
        if adapter is None:
            row.text = "not ready"
            row.save(update_fields=["next_try_at", "text"])
            return None
        row.attempts += 1
        row.save(update_fields=["next_try_at", "attempts"])
        file = File.objects.get(network_id=network_id, pk=row.document.xml_id)
        return _Try(
            submission_id=row.pk,
            network_id=network_id,
            parcel=parcel_for(row.document, xml=bytes(file.content)),
            adapter=adapter,
            state=row.state,
            external_id=row.external_id,
            attempts=row.attempts,
        )


def _step(begun: _Try, *, by: Actor, at: datetime) -> Outcome:
    """Ask what became of it; or look for it, and send it when it may be. :raises Silent: no answer."""
    if begun.state == State.SENT:
        return begun.adapter.status(external_id=begun.external_id)
    found = begun.adapter.find(begun.parcel)
    if found is not None:
        return found
    known = begun.adapter.lookup(receiver=begun.parcel.receiver, document_type_id=begun.parcel.document_type_id)
    if known is Known.NO:
        return Outcome(state=State.UNREGISTERED)
    with action("billing.send", network_id=begun.network_id, by=by, at=at, about=("submission", begun.submission_id)):
        Submission.objects.filter(network_id=begun.network_id, pk=begun.submission_id).update(state=State.UNSURE)
    try:
        return begun.adapter.submit(begun.parcel)
    except Silent as silent:
        return Outcome(state=State.UNSURE, text=silent.text)


def _write(begun: _Try, outcome: Outcome, *, by: Actor, at: datetime) -> str:
    """Write what came of a try; what did not pass ends after as many tries, and then waits for the office."""
    with action(
        "billing.channel_told", network_id=begun.network_id, by=by, at=at, about=("submission", begun.submission_id)
    ):
        row = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("document__party", "document__counterparty")
            .get(network_id=begun.network_id, pk=begun.submission_id)
        )
        before = row.state
        row.state = State.WAITING if outcome.state == "not_delivered" else outcome.state
        row.external_id = (outcome.external_id or row.external_id)[:120]
        row.text = outcome.text[:500]
        if row.state in (State.WAITING, State.UNSURE) and row.attempts >= MOST_ATTEMPTS:
            row.state = State.STUCK
        if (
            row.state not in OPEN
            or (row.state == State.SENT and row.adapter == "folder")
            or row.attempts >= MOST_ATTEMPTS
        ):
            row.next_try_at = None
        row.save(update_fields=["state", "external_id", "text", "next_try_at"])
        if outcome.text or row.state != before:
            tell_event(row, at=at, text=row.text)
        if row.state == State.UNREGISTERED:
            _mail_instead(row, at=at)
    return row.state


def tell_event(submission: Submission, *, at: datetime, text: str) -> None:
    """Write what happened to a submission."""
    SubmissionEvent.objects.create(
        id=new_id(at=at),
        network_id=submission.network_id,
        submission=submission,
        at=at,
        state=submission.state,
        text=text[:500],
    )


def _mail_instead(submission: Submission, *, at: datetime) -> None:
    """Send the readable copy to who is not registered, once."""
    document = submission.document
    house = house_on(network_id=submission.network_id, on=at.date())
    reader_of = document.counterparty or document.party
    facts = party_facts(party=reader_of, on=house.on)
    if facts is None:
        return
    pdf = paper_of_document(network_id=submission.network_id, document_id=document.pk, at=at)
    for reader in readers_of_parties(house=house, facts={reader_of.pk: facts})[reader_of.pk]:
        with override(reader.language):
            values = {"number": document.number, "network": house.name}
            text = _(
                "Hello %(name)s,\n\nYou are not registered on the e-invoice network (Peppol) for this kind of "
                "document. So here is %(number)s as a PDF. Are you registered meanwhile? Tell us.\n\n"
                "Kind regards,\n%(network)s\n"
            ) % (values | {"name": reader.name})
            subject = _("%(network)s: document %(number)s as a PDF") % values
        post_mail(
            network_id=submission.network_id,
            key=f"channel:{document.pk}:{reader.address}",
            to=reader.address,
            subject=subject,
            text=text,
            language=reader.language,
            attachments=[pdf.pk],
            about=("document", document.pk),
            at=at,
        )


def ready_adapter(network_id: UUID, *, on: date, name: str) -> Adapter | None:
    """Give a channel by name (empty: the one of the day), or None while it lacks something."""
    settings = settings_on(network_id=network_id, on=on)
    try:
        return adapter_for(
            name=name or str(settings.get(ADAPTER, "folder")),
            slug=network_by_id(network_id=network_id).slug,
            settings=settings,
            folder=machine.CHANNEL_FOLDER,
        )
    except NotReady:
        return None


def parcel_for(document: Document, *, xml: bytes) -> Parcel:
    """Give a document as it travels; its key is the same for good."""
    draft = replace(draft_from_dict(document.content), number=document.number)
    return parcel_of(draft, key=str(derived_id(document.pk, "channel")), xml=xml)
