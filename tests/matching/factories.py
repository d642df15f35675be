"""Know-how for tests, told by the real action."""

from kennisruil.matching import actions
from kennisruil.matching.models import KnowHow
from kennisruil.network.models import Member
from kennisruil.shared.ids import new_id
from tests.factories import AT, BY


def knows(
    member: Member,
    text: str,
    *,
    is_in_job: bool = True,
    language: str = "nl",
    kind: str = "skill",
    readers: str = "members",
) -> KnowHow:
    """Let a member tell one thing."""
    return actions.tell_know_how(
        network_id=member.network_id,
        id=new_id(at=AT),
        member_id=member.pk,
        text=text,
        is_in_job=is_in_job,
        language=language,
        kind=kind,
        readers=readers,
        by=BY,
        at=AT,
    )
