"""What others do when the details of a person change, in the same transaction."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from kennisruil.shared.asks import Ask


class ChangeAnswer(Protocol):
    """Takes note that ``fields`` of a member (see ``actions.member.DETAILS``) are others now."""

    def __call__(self, *, network_id: UUID, member_id: UUID, fields: Collection[str]) -> None: ...


change_answers: Ask[ChangeAnswer] = Ask("member_changed")
"""Registered by rooms that keep something made of these details."""
