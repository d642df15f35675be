"""Tags that present: initials, tones, days, undo addresses, pages kept for head and heading, chips."""

from datetime import date

import pytest
from django.template import Context, Template

from kennisruil.shell import chips
from kennisruil.shell.templatetags import shell


@pytest.mark.parametrize(
    ("name", "wanted"), [("Fatima El Amrani", "FA"), ("Wim", "W"), ("", ""), ("jean-luc delvaux", "JD")]
)
def test_initials(name: str, wanted: str) -> None:
    assert shell.initials(name) == wanted


def test_tone_stays_with_the_name() -> None:
    assert shell.tone("Wim Claes") == shell.tone("Wim Claes")
    assert {shell.tone(chr(code)) for code in range(97, 123)} == {1, 2, 3, 4, 5, 6}


def test_days_until_is_never_negative() -> None:
    assert shell.days_until(date(2026, 11, 1), date(2026, 11, 24)) == 23
    assert shell.days_until(date(2026, 12, 1), date(2026, 11, 24)) == 0


def test_undo_url_reads_the_tags_of_a_message() -> None:
    assert shell.undo_url("undo:/sessions/1/undo/ success") == "/sessions/1/undo/"
    assert shell.undo_url("success") == ""


def test_given_received_bars_measure_against_the_longest() -> None:
    assert shell.given_received_bars(150, 600) == {"given": 25, "received": 100}
    assert shell.given_received_bars(0, 0) == {"given": 0, "received": 0}


def test_keep_renders_once_and_shows_where_asked() -> None:
    template = Template("{% load shell %}{% keep title %} {{ name }} {% endkeep %}<{{ title }}|{{ title }}>")

    assert template.render(Context({"name": "A & B"})) == "<A &amp; B|A &amp; B>"


def test_chip_of_an_unknown_state_shows_the_word() -> None:
    assert chips.chip_of("half_baked") == chips.Chip("quiet", "info", "Half baked")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("P2026-12-00002", True),
        ("2026-000152", True),
        ("+32 400 85 44 17", True),
        ("3 mensen", False),
        ("Stad Denderzele", False),
        ("Jeugdhuis-Kelder", False),
        (7, True),
    ],
)
def test_numbers_of_papers_stay_whole_and_names_may_break(text: object, whole: bool) -> None:
    assert shell.stays_whole(text) is whole
