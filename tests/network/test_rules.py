"""Facts, decisions and texts: what is checked and what is missing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat as belgian_vat

from kennisruil.network import rules
from kennisruil.network.models import Setting
from tests.factories import COMPANY, PERSON

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


@given(body=st.integers(min_value=1_000_000, max_value=19_999_999))
def test_enterprise_number_in_any_dress_becomes_ten_digits(body: int) -> None:
    number = f"{body:08}{97 - body % 97:02}"
    dressed = f"{number[:4]}.{number[4:7]}.{number[7:]}"

    assert belgian_vat.is_valid(number)
    assert rules.normal_number(field="enterprise_number", value=dressed) == number
    assert rules.normal_number(field="vat_number", value=dressed) == f"BE{number}"


@given(body=st.integers(min_value=1_000_000, max_value=19_999_999), off=st.integers(min_value=1, max_value=96))
def test_enterprise_number_with_other_check_digits_is_refused(body: int, off: int) -> None:
    check = (97 - body % 97 + off - 1) % 97 + 1

    with pytest.raises(rules.NumberRefused) as refused:
        rules.normal_number(field="enterprise_number", value=f"{body:08}{check:02}")

    assert refused.value.field == "enterprise_number"


@pytest.mark.parametrize("value", ["BE68 5390 0754 7035", "NL00", "hello", "BE71096123456760"])
def test_account_number_that_does_not_add_up_is_refused(value: str) -> None:
    with pytest.raises(rules.NumberRefused):
        rules.normal_number(field="iban", value=value)


def test_dutch_vat_number_keeps_its_country() -> None:
    assert rules.normal_number(field="vat_number", value="NL4495445B01") == "NL004495445B01"


def test_belgian_enterprise_needs_one_of_its_two_numbers() -> None:
    by_enterprise = rules.checked_facts(
        rules.PartyFactsInput(vat_kind="vat_business", enterprise_number="0428.759.497")
    )
    by_vat = rules.checked_facts(rules.PartyFactsInput(vat_kind="vat_business", vat_number="BE 0428.759.497"))

    assert by_enterprise == by_vat
    assert (by_vat.enterprise_number, by_vat.vat_number) == ("0428759497", "BE0428759497")


def test_facts_checked_twice_stay_the_same() -> None:
    once = rules.checked_facts(COMPANY)

    assert rules.checked_facts(once) == once


def test_missing_facts_names_what_documents_need() -> None:
    bare = rules.PartyFactsInput(vat_kind="vat_business")

    assert rules.missing_facts(None) == ("vat_kind", "address", "iban")
    assert rules.missing_facts(bare) == ("enterprise_number", "address", "iban")
    assert rules.missing_facts(rules.checked_facts(PERSON)) == ()


@given(days=st.lists(DAYS, unique=True, max_size=6), on=DAYS)
def test_in_force_is_the_latest_that_holds(days: list[date], on: date) -> None:
    rows = [Setting(key="k", holds_from=day, value=1) for day in days]

    found = rules.in_force(rows, on=on)

    assert (found and found.holds_from) == max((day for day in days if day <= on), default=None)


def test_shipped_settings_fit_their_kind() -> None:
    for row in rules.shipped_settings():
        assert rules.checked_setting(key=row.key, value=row.value) == row.value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("coin.counter_value_cents", 0),
        ("coin.counter_value_cents", "50"),
        ("coin.counter_value_cents", True),
        ("legal_role", "bank"),
        ("limits.floor_minor", 1),
        ("books.accounts", []),
        ("coin.sign", 3),
    ],
)
def test_value_of_another_shape_is_refused(key: str, value: object) -> None:
    with pytest.raises(rules.SettingRefused):
        rules.checked_setting(key=key, value=value)


def test_unknown_setting_is_refused() -> None:
    with pytest.raises(rules.SettingUnknown):
        rules.checked_setting(key="coin.colour", value="blue")


def test_every_text_is_shipped_in_three_languages_with_one_version() -> None:
    texts = rules.shipped_terms()

    assert {(text.kind, text.language) for text in texts} == {
        (kind, language) for kind in rules.TERMS_KINDS for language in ("nl", "fr", "en")
    }
    assert len({text.version for text in texts}) == 1
    assert all(text.text.startswith("# ") for text in texts)
