"""Questions a lower room asks: to-do lines and pages."""

from datetime import date
from uuid import UUID

from kennisruil.shared.asks import Ask
from kennisruil.shared.links_to import url_for
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.todo import OFFICE, TodoLine, todo_answers, todo_lines


def _line(key: str, day: int) -> TodoLine:
    return TodoLine("test", key, OFFICE, date(2026, 1, day), "text", "do", "/")


def test_todo_lines_come_oldest_first(monkeypatch: object) -> None:
    del monkeypatch
    before = list(todo_answers)

    def answer(*, network_id: UUID, waits_for: str | UUID, today: date) -> list[TodoLine]:
        del network_id, waits_for, today
        return [_line("b", 9), _line("a", 3)]

    todo_answers._answers[:] = [answer]
    try:
        found = todo_lines(network_id=UUID(int=1), waits_for=OFFICE, today=date(2026, 2, 1))
    finally:
        todo_answers._answers[:] = before

    assert [line.key for line in found] == ["a", "b"]


def test_answer_registered_twice_counts_once() -> None:
    ask: Ask[object] = Ask("test")  # type: ignore[type-var]  # any answer will do

    ask.register(len)
    ask.register(len)

    assert list(ask) == [len]


def test_row_without_page_has_no_address() -> None:
    assert url_for("nothing-we-know", UUID(int=1)) is None


def test_refusal_carries_its_data() -> None:
    class Short(Refusal):
        code = "short"

        def __init__(self) -> None:
            self.by, self._own = 5, "hidden"

    assert Short().data() == {"by": 5}
