"""The right person for a need, measured: files of people and needs, read with care, and how good the ranking is."""

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
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
LANGUAGES = ("nl", "fr", "en")
_FIELDS = (("skills_job", "skill", True), ("skills_outside", "skill", False), ("wants", "wish", False))
# A statement is at most so long, and a person says at most so many; a longer text becomes several.
_LONGEST, _MOST = 2000, 40


class UnusableFile(Exception):
    """A file that is not of the form asked; says where and what."""


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line, each with an ``id`` of its own; empty lines are passed over.

    An id may be a number; it must have no blanks, for a run is separated by them.
    :raises UnusableFile: no such file, no text, another form, the same id twice, nothing in it.
    """
    rows = list(_rows(path))
    if not rows:
        raise UnusableFile(f"{path}: there is nothing in it")
    seen: dict[str, int] = {}
    for number, row in rows:
        if row["id"] in seen:
            raise UnusableFile(f"{path}, line {number}: the id {row['id']} stands on line {seen[row['id']]} too")
        seen[row["id"]] = number
    return [row for _number, row in rows]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_text_of(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnusableFile(f"{path}, line {number}: no JSON ({error.msg})") from error
        if not isinstance(row, dict):
            raise UnusableFile(f"{path}, line {number}: not an object with fields")
        said = row.get("id")
        key = str(said).strip() if isinstance(said, (str, int)) and not isinstance(said, bool) else ""
        if not key or len(key.split()) != 1:
            raise UnusableFile(f"{path}, line {number}: it needs an `id` without blanks")
        yield number, {**row, "id": key}


def _text_of(path: Path) -> str:
    try:
        # A mark at the beginning, as some programs write it, is no part of the text.
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnusableFile(f"{path}: it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{path}: no text in UTF-8 (byte {error.start})") from error


def needs_of(path: Path) -> list[dict[str, Any]]:
    """Read needs: each with ``id``, ``text`` (what is going on) or ``sought`` (which know-how), and perhaps ``lang``.

    :raises UnusableFile: as :func:`lines_of`, or a need without a word.
    """
    needs = [
        {"id": row["id"], "text": _line(row.get("text")), "sought": _line(row.get("sought")), "lang": _language(row)}
        for row in lines_of(path)
    ]
    for need in needs:
        if not need["text"] and not need["sought"]:
            raise UnusableFile(f"{path}: the need {need['id']} has no `text`")
    return needs


def judged_of(path: Path) -> dict[str, dict[str, int]]:
    """Read judgements of the form ``need 0 person grade``. :raises UnusableFile: a line of another form."""
    from kennisruil.matching.rules.measures import judged_from

    text = _text_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.split()
        if parts and (len(parts) != 4 or not parts[3].lstrip("-").isdigit()):
            raise UnusableFile(f"{path}, line {number}: not `need 0 person grade`")
    return judged_from(text.splitlines())


def _line(value: Any) -> str:
    """One text of what may be a text, several, or nothing; without what a database cannot keep."""
    return " ".join(" ".join(_texts(value)).replace("\x00", " ").split())


def _language(row: Mapping[str, Any]) -> str:
    """Two letters; another language than ours is read as Dutch, the model understands it all the same."""
    said = str(row.get("lang") or row.get("language") or "")[:2].lower()
    return said if said in LANGUAGES else LANGUAGES[0]


def a_network(slug: str) -> "Network":
    """Found a network for a measurement. Outside any transaction."""
    from kennisruil.network import actions
    from kennisruil.network.rules import PartyFactsInput
    from kennisruil.shared.actors import Actor

    facts = PartyFactsInput(vat_kind="private_person", street="Kerkstraat 1", postcode="2800", city="Mechelen")
    made: dict[str, Any] = {"by": Actor.command("bench"), "at": AT, "on": AT.date()}
    return actions.found_network(
        id=derived_id("bench", slug), slug=slug, name="Bench", languages=list(LANGUAGES), operator=facts, **made
    )


def tell_profiles(*, network_id: UUID, profiles: Sequence[Mapping[str, Any]]) -> dict[UUID, str]:
    """Let people tell what their profiles say: in the job, outside it, what they want to learn; give id to profile id.

    A profile has an ``id``, and may have ``name``, ``lang``, ``role``, ``skills_job``, ``skills_outside`` and
    ``wants``, each one text or several, as in the development set; other fields are passed over. Inside a network's
    scope. :raises UnusableFile: somebody says more than forty things.
    """
    from kennisruil.matching import actions as matching
    from kennisruil.network import actions as network
    from kennisruil.shared.actors import Actor

    common: dict[str, Any] = {"network_id": network_id, "by": Actor.command("bench"), "at": AT}
    people: dict[UUID, str] = {}
    for profile in profiles:
        key = str(profile["id"])
        member_id = derived_id(network_id, "profile", key)
        people[member_id] = key
        language = _language(profile)
        network.invite_member(
            id=member_id,
            given_name=_line(profile.get("name"))[:80] or key[:80],
            family_name=key[:80],
            language=language,
            job_title=_line(profile.get("role"))[:120],
            **common,
        )
        said = list(statements_of(profile))
        if len(said) > _MOST:
            raise UnusableFile(f"{key} says {len(said)} things; {_MOST} is the most that one person can")
        for nr, (text, kind, is_in_job) in enumerate(said):
            matching.tell_know_how(
                id=derived_id(member_id, "statement", nr),
                member_id=member_id,
                text=text,
                kind=kind,
                is_in_job=is_in_job,
                language=language,
                **common,
            )
    return people


def statements_of(profile: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Give what a profile says: text, kind, whether it lies in the job. A text that is too long becomes several."""
    for field, kind, is_in_job in _FIELDS:
        for text in _texts(profile.get(field)):
            for part in textwrap.wrap(_line(text), _LONGEST, break_on_hyphens=False):
                yield part, kind, is_in_job


def _texts(value: Any) -> list[str]:
    """A field is one text, several, or absent; numbers and other things are no text."""
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
                sought=need.get("sought") or "",
                language=need.get("lang") or "nl",
                limit=1000,
                reach=reach,
            )
        ]
        for need in needs
    }


def names_only(run: Mapping[str, Sequence[tuple[str, float]]]) -> dict[str, list[str]]:
    """Drop the scores of a run."""
    return {need: [person for person, _score in found] for need, found in run.items()}
