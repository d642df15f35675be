"""Links that carry their right."""

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.shared import signed
from kennisruil.shared.ids import new_id
from kennisruil.shared.signed import LinkRefused, Packed


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


@given(st.dictionaries(st.text(max_size=20), st.one_of(st.text(max_size=60), st.uuids().map(str)), max_size=5))
def test_packing_keeps_every_name_and_value(content: dict[str, str]) -> None:
    assert Packed().loads(Packed().dumps(content)) == content


def test_text_too_long_for_a_link_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        Packed().dumps({"text": "x" * 255})


def test_link_is_short() -> None:
    token = signed.sign("brokerage.proposal", network_id=new_id(), proposal=new_id(), answer="other_date")

    assert len(token) < 150


def test_link_of_an_older_mail_is_still_read() -> None:
    content = {"network_id": str(new_id()), "proposal": str(new_id())}
    token = signing.dumps(content, salt="kennisruil.proposal", compress=True)

    assert signed.read(token, purpose="proposal", max_age_days=1) == content


def test_old_link_still_names_its_network_and_a_damaged_one_does_not() -> None:
    network_id = new_id()
    token = signed.sign("proposal", network_id=network_id)

    found = [signed.network_of(each, purpose="proposal") for each in (token, token[:-1], "")]

    assert found == [network_id, None, None]
