"""Pictures: right proportions, every word escaped, the same numbers in drawing, table and file."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennisruil.shared import pictures
from kennisruil.shared.pictures.frame import lines_of, round_step

SVG = "{http://www.w3.org/2000/svg}"
names = st.text(min_size=1, max_size=40).filter(lambda word: word.isprintable())
amounts = st.integers(min_value=0, max_value=10**9)


def _tree(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _each(picture: pictures.Picture) -> list[ET.Element]:
    return [_tree(picture.wide), _tree(picture.narrow)]


def test_given_received_bars_are_as_long_as_their_amounts() -> None:
    picture = pictures.given_received(
        key="k", title="T", people=[("A", 400, 100)], head=("Who", "Gave", "Received"), write=str
    )

    for tree in _each(picture):
        width = {bar.attrib["class"]: float(bar.attrib["width"]) for bar in tree.iter(f"{SVG}rect")}
        assert abs(width["drawing__given"] - 4 * width["drawing__received"]) < 0.3


@given(st.lists(st.tuples(names, names, st.integers(min_value=1, max_value=10**7)), min_size=1, max_size=30))
def test_sankey_streams_add_up_to_their_ends(flows: list[tuple[str, str, int]]) -> None:
    picture = pictures.who_gave_to_whom(
        key="k", title="T", flows=flows, head=("Gave", "Received", "Coins"), write=str, rest_text="others"
    )

    for tree in _each(picture):
        ends = list(tree.iter(f"{SVG}rect"))
        assert len([bar for bar in ends if bar.attrib["class"] == "drawing__end"]) <= 9
        assert len([bar for bar in ends if "series" in bar.attrib["class"]]) <= 9
    assert sorted(row[2] for row in picture.rows) == sorted(str(amount) for *_ends, amount in flows)


@given(st.lists(st.tuples(names, st.integers(min_value=-(10**9), max_value=10**9)), min_size=1, max_size=24))
def test_balance_line_stays_on_its_paper(points: list[tuple[str, int]]) -> None:
    picture = pictures.balance_line(
        key="k",
        title="T",
        points=points,
        head=("Month", "Balance"),
        write=str,
        above_text="credit",
        below_text="to give",
    )

    for tree in _each(picture):
        _left, _top, width, height = map(float, tree.attrib["viewBox"].split())
        dots = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in tree.iter(f"{SVG}circle")]
        assert len(dots) == len(points)
        assert all(0 <= x <= width and 0 <= y <= height for x, y in dots)


@pytest.mark.parametrize("last", [-250, -550, -600])
def test_amount_and_limit_of_a_balance_near_it_keep_apart(last: int) -> None:
    points = [("jan", 0), ("feb", -100), ("mar", -100), ("apr", -100), ("may", -100), ("jun", -350), ("jul", last)]
    picture = pictures.balance_line(
        key="k",
        title="T",
        points=points,
        head=("Month", "Balance"),
        write=str,
        above_text="credit",
        below_text="to give",
        floor=-600,
        floor_text="limit",
    )

    words = {each.text: each.attrib for each in _tree(picture.wide).iter(f"{SVG}text")}
    limit, amount = words["limit"], words[str(last)]
    apart = abs(float(limit["x"]) - float(amount["x"])), abs(float(limit["y"]) - float(amount["y"]))
    assert apart[0] > 60 or apart[1] > 16
    foot = max(float(each.attrib["y1"]) for each in _tree(picture.wide).iter(f"{SVG}line"))
    assert float(amount["y"]) < foot


def test_words_are_escaped() -> None:
    picture = pictures.ages(key="k", title="<b>&", bins=[("<i>", 100, '"x" & y')], head=("a", "b", "c"), write=str)

    assert "<i>" not in picture.wide
    assert "<b>" not in picture.wide
    assert [tree.find(f"{SVG}title").text for tree in _each(picture)] == ["<b>&", "<b>&"]  # type: ignore[union-attr]  # each has a title


def test_drawings_carry_no_inline_style_and_have_unique_ids() -> None:
    picture = pictures.balance_line(
        key="k", title="T", points=[("a", 1), ("b", -1)], head=("m", "s"), write=str, above_text="x", below_text="y"
    )
    ids = re.findall(r'\sid="([^"]+)"', picture.wide + picture.narrow)

    assert len(ids) == len(set(ids)) == 8
    assert "style" not in picture.wide


def test_months_after_the_deadline_are_marked() -> None:
    picture = pictures.months_against_deadline(
        key="k",
        title="T",
        months=[("jan", 4), ("feb", 12), ("mar", 17), ("apr", None)],
        head=("Month", "Out"),
        day_text="day {day}",
        waiting_text="runs",
        deadline_text="day {day}",
    )

    kinds = [dot.attrib["class"] for dot in _tree(picture.wide).iter(f"{SVG}circle")]
    assert kinds == ["drawing__above", "drawing__below", "drawing__late"]
    assert picture.rows[3] == ("apr", "runs")


def test_flow_and_themes_keep_their_numbers() -> None:
    flow = pictures.pathway_flow(
        key="k",
        title="T",
        stages=[("Idea", 10, 2), ("Build", 4, 0)],
        head=("a", "b", "c"),
        stopped_text="{count} stopped",
    )
    themes = pictures.themes(key="t", title="T", needs=[("Money", 3, 1)], head=("a", "b", "c"))

    assert flow.rows == (("Idea", "10", "2"), ("Build", "4", "0"))
    assert themes.rows == (("Money", "3", "1"),)
    assert all(tree.attrib["role"] == "img" for tree in [*_each(flow), *_each(themes)])


def test_empty_pictures_are_drawn_all_the_same() -> None:
    drawn = [
        pictures.given_received(key="a", title="T", people=[], head=("a", "b", "c"), write=str),
        pictures.ages(key="b", title="T", bins=[], head=("a", "b", "c"), write=str),
        pictures.who_gave_to_whom(key="c", title="T", flows=[], head=("a", "b", "c"), write=str, rest_text="others"),
        pictures.pathway_flow(key="d", title="T", stages=[], head=("a", "b", "c"), stopped_text="{count}"),
        pictures.themes(key="e", title="T", needs=[], head=("a", "b", "c")),
    ]

    assert [len(_each(picture)) for picture in drawn] == [2] * 5


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    picture = pictures.ages(
        key="k", title="T", bins=[("=cmd()", 100, "-1,50"), ("a;b", 5, "")], head=("Age", "Coins", "Who"), write=str
    )

    assert pictures.csv_of(picture) == 'Age;Coins;Who\r\n\'=cmd();100;-1,50\r\n"a;b";5;\r\n'


@pytest.mark.parametrize(
    ("most", "lines"),
    [(30, ["minder dan 3 maanden"]), (13, ["minder dan 3", "maanden"]), (3, ["minder", "dan", "3", "maanden"])],
)
def test_lines_of_break_between_words(most: int, lines: list[str]) -> None:
    assert lines_of("minder dan 3 maanden", most=most) == lines


def test_long_ages_stand_on_lines_of_their_own_on_a_phone() -> None:
    ages = ["minder dan 3 maanden", "3 tot 6 maanden", "6 tot 12 maanden", "een jaar of langer"]
    picture = pictures.ages(
        key="k", title="T", bins=[(age, 100, "2 partijen") for age in ages], head=("a", "b", "c"), write=str
    )

    assert ">minder dan 3 maanden</text>" in picture.wide
    assert all(
        f">{part}</text>" in picture.narrow for part in ("minder dan 3", "3 tot 6", "maanden", "een jaar of", "langer")
    )


@given(st.integers(min_value=1, max_value=10**12), st.integers(min_value=1, max_value=9))
def test_round_step_cuts_into_at_most_the_parts(span: int, parts: int) -> None:
    step = round_step(span, parts)

    assert step * parts >= span
    assert str(step).rstrip("0") in ("1", "2", "5")
