"""Files of people and needs as others write them: read with care, refused in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from kennisruil.config.bench import finding
from kennisruil.config.bench.finding import UnusableFile, judged_of, lines_of, needs_of, statements_of


def a_file(folder: Path, *lines: Any) -> Path:
    path = folder / "file.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_ids_may_be_numbers_lines_empty_and_a_mark_may_stand_before(tmp_path: Path) -> None:
    path = a_file(tmp_path, "\ufeff" + '{"id": 7}', "", "  ", {"id": " p-8 ", "role": None})

    assert [row["id"] for row in lines_of(path)] == ["7", "p-8"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["{"], "line 1: no JSON"),
        (["[]"], "line 1: not an object"),
        (["", '{"name": "An"}'], "line 2: it needs an `id`"),
        (['{"id": "a b"}'], "line 1: it needs an `id` without blanks"),
        (['{"id": true}'], "line 1: it needs an `id`"),
        (['{"id": "a"}', '{"id": "a"}'], "line 2: the id a stands on line 1 too"),
        ([""], "there is nothing in it"),
    ],
)
def test_another_form_is_refused_with_its_line(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(UnusableFile, match=said):
        lines_of(a_file(tmp_path, *lines))


def test_what_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(b'{"id": "caf\xe9"}')

    for unusable, said in ((path, "no text in UTF-8"), (tmp_path / "away", "it cannot be read")):
        with pytest.raises(UnusableFile, match=said):
            lines_of(unusable)


def test_need_may_be_asked_in_one_line_or_two_and_in_any_language(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        {"id": "a", "text": "Wie\n helpt?", "lang": "NL-be"},
        {"id": "b", "sought": ["jemand", "hilft"], "lang": "de", "text": None},
    )

    assert needs_of(path) == [
        {"id": "a", "text": "Wie helpt?", "sought": "", "lang": "nl"},
        {"id": "b", "text": "", "sought": "jemand hilft", "lang": "nl"},
    ]


def test_need_without_a_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="the need b has no `text`"):
        needs_of(a_file(tmp_path, {"id": "a", "text": "Wie?"}, {"id": "b", "text": "  "}))


@pytest.mark.parametrize("line", ["a 0 b", "a 0 b best", "a 0 b 3 4"])
def test_judgement_of_another_form_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(UnusableFile, match="line 2: not `need 0 person grade`"):
        judged_of(a_file(tmp_path, "a 0 c 3", line))


def test_judgements_are_read_by_need(tmp_path: Path) -> None:
    assert judged_of(a_file(tmp_path, "a 0 c 3", "", "a\t0\td\t1", "b 0 c 2")) == {"a": {"c": 3, "d": 1}, "b": {"c": 2}}


def test_profile_may_lack_fields_list_several_and_say_more_than_one_statement_holds() -> None:
    long = "Ik plan de ritten van vrachtwagens. " * 100

    said = list(
        statements_of({"id": "a", "skills_job": long, "skills_outside": ["Zingen", "", None, 3], "wants": None})
    )

    assert list(statements_of({"id": "a"})) == []
    assert [(kind, is_in_job, len(text) <= 2000) for text, kind, is_in_job in said] == [
        ("skill", True, True),
        ("skill", True, True),
        ("skill", False, True),
    ]
    assert " ".join(text for text, _kind, is_in_job in said if is_in_job) == long.strip()
    assert finding.statements_of({"skills_job": "a\x00b"}).__next__()[0] == "a b"
