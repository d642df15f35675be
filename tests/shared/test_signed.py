"""Links that carry their right."""

import pytest

from kennisruil.shared import signed
from kennisruil.shared.ids import new_id
from kennisruil.shared.signed import LinkRefused


def test_link_reads_what_was_signed() -> None:
    network_id, other = new_id(), new_id()

    token = signed.sign("proposal", network_id=network_id, proposal=other)

    assert signed.read(token, purpose="proposal", max_age_days=1) == {
        "network_id": str(network_id),
        "proposal": str(other),
    }


@pytest.mark.parametrize(
    "damage", [lambda token: token[:-1], lambda token: "x" + token, lambda _token: "", str.swapcase]
)
def test_damaged_link_is_refused(damage: object) -> None:
    token = damage(signed.sign("proposal", network_id=new_id()))  # type: ignore[operator]  # a function in the parameters

    with pytest.raises(LinkRefused) as refused:
        signed.read(token, purpose="proposal", max_age_days=1)

    assert refused.value.reason == "unreadable"


def test_link_for_another_purpose_is_refused() -> None:
    token = signed.sign("survey", network_id=new_id())

    with pytest.raises(LinkRefused) as refused:
        signed.read(token, purpose="proposal", max_age_days=1)

    assert refused.value.data() == {"reason": "unreadable"}


def test_old_link_is_refused() -> None:
    token = signed.sign("proposal", network_id=new_id())

    with pytest.raises(LinkRefused) as refused:
        signed.read(token, purpose="proposal", max_age_days=-1)

    assert refused.value.reason == "expired"
