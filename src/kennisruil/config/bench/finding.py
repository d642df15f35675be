"""The right person for a need, measured: how good the ranking is on judged needs, and how long one need takes."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kennisruil.shared.ids import derived_id

if TYPE_CHECKING:
    from kennisruil.matching.queries.search import Reach
    from kennisruil.network.models import Network

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
# The judged needs that come with the source; an installation without it names files of its own.
SETS = Path(__file__).parents[4] / "tests" / "data" / "matching"


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON value a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def a_network(slug: str) -> "Network":
    """Found a network for a measurement. Outside any transaction."""
    from kennisruil.network import actions
    from kennisruil.network.rules import PartyFactsInput
    from kennisruil.shared.actors import Actor

    facts = PartyFactsInput(vat_kind="private_person", street="Kerkstraat 1", postcode="2800", city="Mechelen")
    made: dict[str, Any] = {"by": Actor.command("bench"), "at": AT, "on": AT.date()}
    return actions.found_network(
        id=derived_id("bench", slug), slug=slug, name="Bench", languages=["nl", "fr", "en"], operator=facts, **made
    )


def tell_profiles(*, network_id: UUID, profiles: Sequence[Mapping[str, Any]]) -> dict[UUID, str]:
    """Let people tell what their profiles say: in the job, outside it, what they want to learn; give id to profile id.

    A profile has ``id``, ``name``, ``lang``, ``role``, ``skills_job``, ``skills_outside`` and ``wants``, as in the
    development set. Inside a network's scope.
    """
    from kennisruil.matching import actions as matching
    from kennisruil.network import actions as network
    from kennisruil.shared.actors import Actor

    common: dict[str, Any] = {"network_id": network_id, "by": Actor.command("bench"), "at": AT}
    people: dict[UUID, str] = {}
    for profile in profiles:
        member_id = derived_id(network_id, "profile", profile["id"])
        people[member_id] = profile["id"]
        language = profile.get("lang", "nl")
        network.invite_member(
            id=member_id,
            given_name=profile.get("name", profile["id"]),
            family_name=profile["id"],
            language=language,
            job_title=profile.get("role", ""),
            **common,
        )
        for field, kind, is_in_job in _FIELDS:
            for nr, text in enumerate(_texts(profile.get(field))):
                matching.tell_know_how(
                    id=derived_id(member_id, field, nr),
                    member_id=member_id,
                    text=text,
                    kind=kind,
                    is_in_job=is_in_job,
                    language=language,
                    **common,
                )
    return people


_FIELDS = (("skills_job", "skill", True), ("skills_outside", "skill", False), ("wants", "wish", False))


def _texts(value: Any) -> list[str]:
    """A field is one text or several."""
    texts = value if isinstance(value, list) else [value]
    return [text for text in texts if isinstance(text, str) and text.strip()]


def rankings(
    *,
    network_id: UUID,
    people: Mapping[UUID, str],
    needs: Sequence[Mapping[str, Any]],
    reach: "Reach",
) -> dict[str, list[tuple[str, float]]]:
    """Rank everybody for each need, as the broker's page does: ``need id -> [(profile id, score), …]``, best first."""
    from kennisruil.matching.queries import candidates_for

    return {
        need["id"]: [
            (people[found.member_id], found.score)
            for found in candidates_for(
                network_id=network_id,
                text=need["text"],
                sought=need.get("sought", ""),
                language=need.get("lang", "nl"),
                limit=1000,
                reach=reach,
            )
        ]
        for need in needs
    }


def names_only(run: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, list[str]]:
    """Drop the scores of a run."""
    return {need: [person for person, _score in found] for need, found in run.items()}
