"""Writes of the matching room."""

from datetime import datetime
from uuid import UUID

from kennisruil.matching import rules
from kennisruil.matching.models import KnowHow
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
    by: Actor,
    at: datetime,
) -> KnowHow:
    """Keep one thing a member can do, offers or would like to learn; the same id again gives the first one back.

    :raises StatementRefused: empty, too long (2000 characters), too many (40), or an unknown kind or language.
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
        rules.check_statement(text=text, kind=kind, language=language, already=already)
        return KnowHow.objects.create(
            id=id,
            network_id=network_id,
            member_id=member_id,
            kind=kind,
            text=text.strip(),
            language=language,
            is_in_job=is_in_job,
            said_at=at,
        )


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
