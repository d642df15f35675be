"""What the brokerage room keeps about a person, for who asks to see it."""

from typing import Any
from uuid import UUID

from kennisruil.brokerage.models import (
    Acceptance,
    Alert,
    Approach,
    Capacity,
    Companion,
    DayHalf,
    Invitation,
    Need,
    Outcome,
    Promise,
    Proposal,
    Referral,
    Session,
    Told,
    WaitingPlace,
    WeekHalf,
)

_LIMIT = 2000


def data_of_brokerage(*, network_id: UUID, member_id: UUID) -> dict[str, Any]:
    """Give a member's needs, answers, sessions, acceptances, notes, promises, referrals, time, waiting places, news."""
    own = {"network_id": network_id, "member_id": member_id}
    sessions = Session.objects.filter(network_id=network_id)
    mine = sessions.filter(recipient_id=member_id) | sessions.filter(provider_id=member_id)
    outcomes = Outcome.objects.filter(network_id=network_id)
    noted = outcomes.filter(side="recipient", session__recipient_id=member_id) | outcomes.filter(
        side="provider", session__provider_id=member_id
    )
    questions = {
        "needs": (Need.objects.filter(**own), ("text", "sought", "confidential_text", "state", "asked_at")),
        "proposals": (Proposal.objects.filter(**own), ("need_id", "state", "asked_at", "answered_at", "answer_text")),
        "sessions": (mine, ("pk", "held_on", "state", "text", "recipient_coins", "provider_coins")),
        "acceptances": (
            Acceptance.objects.filter(**own),
            ("session_id", "side", "accepted_at", "terms_version", "shown"),
        ),
        "outcomes": (noted, ("session_id", "text", "noted_at")),
        "promises": (Promise.objects.filter(**own), ("need_id", "version", "promised_at")),
        "half_days": (WeekHalf.objects.filter(**own), ("weekday", "half")),
        "days": (DayHalf.objects.filter(**own), ("on", "half", "is_free")),
        "capacity": (Capacity.objects.filter(**own), ("most", "per")),
        "waiting": (
            WaitingPlace.objects.filter(network_id=network_id, need__member_id=member_id),
            ("need_id", "member_id", "state", "since_on"),
        ),
        "receives_along": (Companion.objects.filter(**own), ("need_id", "added_at")),
        "follows": (Alert.objects.filter(**own), ("theme", "words", "about", "rhythm", "since_at", "ended_at")),
        "was_told_of": (Told.objects.filter(**own), ("about_kind", "about_id", "told_at")),
        "invitations": (Invitation.objects.filter(**own), ("sent_at", "ideas", "need_id", "answered_at")),
        "wrote_to": (Approach.objects.filter(**own), ("to_member_id", "kind", "state", "text", "made_at")),
        "referrals": (Referral.objects.filter(**own), ("to_member_id", "why", "referred_at")),
    }
    return {name: list(rows.order_by("pk").values(*fields)[:_LIMIT]) for name, (rows, fields) in questions.items()}
