"""Keeping people free for what they agreed to."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from kennisruil.brokerage.models import Session, SessionSpan
from kennisruil.brokerage.rules.course import SIDES
from kennisruil.brokerage.rules.refusals import AlreadyTaken
from kennisruil.shared.ids import derived_id

_ENDED = ("proposed", "moved", "cancelled")


def check_free(session: Session, *, starts_at: datetime, ends_at: datetime) -> None:
    """See that neither person has another agreed session then. :raises AlreadyTaken: one has."""
    people = [session.member_on(side).pk for side in SIDES]
    rows = SessionSpan.objects.filter(
        network_id=session.network_id, member_id__in=people, span__overlap=DateTimeTZRange(starts_at, ends_at)
    )
    others = rows.exclude(session_id=session.pk)
    if session.joint_id is not None:
        others = others.exclude(joint_id=session.joint_id)
    met = others.select_related("member").order_by("span", "pk").first()
    if met is not None:
        raise AlreadyTaken(name=met.member.name)


def keep_spans(session: Session) -> None:
    """Take both people for an agreed session, let them go for one that is not (any more); inside an action.

    :raises AlreadyTaken: somebody else was quicker; nothing is kept.
    """
    if session.state in _ENDED:
        SessionSpan.objects.filter(network_id=session.network_id, session=session).delete()
    elif session.state == "agreed":
        check_free(session, starts_at=session.starts_at, ends_at=session.ends_at)
        try:
            with transaction.atomic():
                _take(session)
        except IntegrityError as error:
            # The other booking committed between the look and the write.
            if "brokerage_span_never_meet" not in str(error):
                raise
            raise AlreadyTaken(name=session.provider.name) from error


def _take(session: Session) -> None:
    # In order of id, so that of two who book the same two people crosswise one waits for the other.
    for member in sorted((session.member_on(side) for side in SIDES), key=lambda member: member.pk):
        SessionSpan.objects.update_or_create(
            network_id=session.network_id,
            session=session,
            member=member,
            defaults={"span": DateTimeTZRange(session.starts_at, session.ends_at)},
            create_defaults={
                "id": derived_id(session.pk, "span", member.pk),
                "joint_id": session.joint_id,
                "span": DateTimeTZRange(session.starts_at, session.ends_at),
            },
        )
