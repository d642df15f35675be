"""Template filters of all rooms."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from kennisruil.shared.templatetags.kr import day, day_short, number, quoted, version_name


@pytest.mark.parametrize(
    ("version", "language", "written"),
    [
        ("2026-11", "nl", "november 2026"),
        ("2026-02", "fr", "février 2026"),
        ("2026-13", "en", "2026-13"),
        ("", "en", ""),
        ("second", "en", "second"),
    ],
)
def test_a_version_named_by_its_month_is_written_as_that_month(version: str, language: str, written: str) -> None:
    with translation.override(language):
        assert version_name(version) == written


@pytest.mark.parametrize(
    ("language", "written"), [("nl", "“Ja & nee”"), ("fr", "«\u00a0Ja & nee\u00a0»"), ("en", "“Ja & nee”")]
)
def test_words_of_somebody_stand_between_the_quotes_of_the_language(language: str, written: str) -> None:
    with translation.override(language):
        assert quoted("Ja & nee") == written
        shown = Template("{% load kr %}{{ words|quoted }}").render(Context({"words": "<Ja>"}))

    assert "&lt;Ja&gt;" in shown


@pytest.mark.parametrize(("language", "written"), [("nl", "2.969"), ("fr", "2\u202f969"), ("en", "2,969")])
def test_a_count_is_written_with_thousands_marks_and_still_chooses(language: str, written: str) -> None:
    words = Template(
        "{% load i18n kr %}{% blocktranslate count count=many|number %}{{ count }} one{% plural %}{{ count }} more"
        "{% endblocktranslate %}, {{ many|number }}"
    )
    with translation.override(language):
        assert (number(2969) == 2969, str(number(2969))) == (True, written)
        assert [words.render(Context({"many": one})) for one in (1, 2969)] == ["1 one, 1", f"{written} more, {written}"]


@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [
        ("nl", "donderdag 10_december_2026", "10_dec_2026"),
        ("fr", "jeudi 10_décembre_2026", "10_déc._2026"),
        ("en", "Thursday 10_December_2026", "10_Dec_2026"),
    ],
)
def test_a_day_is_torn_after_its_weekday_only(language: str, whole: str, short: str) -> None:
    with translation.override(language):
        written = [words.replace("\u00a0", "_") for words in (day(date(2026, 12, 10)), day_short(date(2026, 12, 10)))]

    assert written == [whole, short]
