"""Telling what one can do, taking it away and bringing it back; each renews the vectors by a job."""

from datetime import datetime
from uuid import UUID

from kennisruil.matching import rules
from kennisruil.matching.models import KnowHow
from kennisruil.matching.rules import model
from kennisruil.shared import jobs
from kennisruil.shared.actors import Actor
from kennisruil.shared.audit import action


def tell_know_how(
    *,
    network_id: UUID,
    id: UUID,
    member_id: UUID,
    text: str,
    is_in_job: bool,
    language: str,
    kind: str = "skill",
    readers: str = "members",
    by: Actor,
    at: datetime,
) -> KnowHow:
    """Keep one thing a member can do, a role, an offer or a wish; the same id again gives the first one back.

    ``readers``: ``members`` for everybody in the network, ``office`` for the office alone.
    :raises StatementRefused: empty, too long (2000 characters), too many (40), or an unknown kind, language or reader.
    """
    with action(
        "matching.tell_know_how",
        network_id=network_id,
        by=by,
        at=at,
        about=("member", member_id),
    ):
        known = KnowHow.objects.filter(network_id=network_id, pk=id).order_by("pk").first()
        if known:
            return known
        already = KnowHow.objects.filter(network_id=network_id, member_id=member_id, withdrawn_at=None).count()
        rules.check_statement(text=text, kind=kind, language=language, already=already, readers=readers)
        told = KnowHow.objects.create(
            id=id,
            network_id=network_id,
            member_id=member_id,
            kind=kind,
            text=text.strip(),
            language=language,
            is_in_job=is_in_job,
            readers=readers,
            said_at=at,
        )
        renew_vectors(network_id=network_id, member_id=member_id)
        return told


def renew_vectors(*, network_id: UUID, member_id: UUID) -> None:
    """Have the vectors of a member made again by a job, in this transaction; nothing without a model."""
    if model.installed():
        jobs.enqueue("matching.make_vectors", network_id=network_id, member_id=member_id)


def change_readers(*, network_id: UUID, know_how_id: UUID, readers: str, by: Actor, at: datetime) -> None:
    """Say who may read a statement. :raises StatementRefused: an unknown reader; nothing changes."""
    if readers not in rules.READERS:
        raise rules.StatementRefused(problem="readers")
    with action("matching.change_readers", network_id=network_id, by=by, at=at, about=("know_how", know_how_id)):
        KnowHow.objects.filter(network_id=network_id, pk=know_how_id).update(readers=readers)


def withdraw_know_how(*, network_id: UUID, know_how_id: UUID, by: Actor, at: datetime) -> None:
    """Take a statement out of every search; it stays for who reads an old proposal. A second time changes nothing."""
    with action(
        "matching.withdraw_know_how",
        network_id=network_id,
        by=by,
        at=at,
        about=("know_how", know_how_id),
    ):
        KnowHow.objects.filter(network_id=network_id, pk=know_how_id, withdrawn_at=None).update(withdrawn_at=at)
        _renew_of(network_id, know_how_id)


def restore_know_how(*, network_id: UUID, know_how_id: UUID, by: Actor, at: datetime) -> None:
    """Bring a withdrawn statement back (the undo of ``withdraw_know_how``)."""
    with action(
        "matching.restore_know_how",
        network_id=network_id,
        by=by,
        at=at,
        about=("know_how", know_how_id),
    ):
        KnowHow.objects.filter(network_id=network_id, pk=know_how_id).update(withdrawn_at=None)
        _renew_of(network_id, know_how_id)


def _renew_of(network_id: UUID, know_how_id: UUID) -> None:
    for row in KnowHow.objects.filter(network_id=network_id, pk=know_how_id).order_by("pk")[:1]:
        renew_vectors(network_id=network_id, member_id=row.member_id)
