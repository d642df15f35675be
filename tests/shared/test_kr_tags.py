"""Template filters of all rooms."""

import pytest
from django.template import Context, Template
from django.utils import translation

from kennisruil.shared.templatetags.kr import number, quoted, version_name


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
