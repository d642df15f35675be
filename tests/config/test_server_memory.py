"""A quarter of the machine's memory for pages, within bounds, in a form that PostgreSQL takes."""

import pytest

from kennisruil.config.server.memory import page_memory, share_of

_MIB = 2**20


@pytest.mark.parametrize(
    ("machine", "pages"), [(256, 128), (1024, 256), (4096, 1024), (8192, 2048), (65536, 2048)], ids=str
)
def test_pages_take_a_quarter_within_bounds(machine: int, pages: int) -> None:
    assert share_of(machine * _MIB) == pages * _MIB


def test_what_this_machine_gives_is_said_in_whole_megabytes() -> None:
    said = page_memory()

    assert said.endswith("MB")
    assert 128 <= int(said.removesuffix("MB")) <= 2048
