"""Words in the reader's language: what is cut short stays readable."""

from hypothesis import given
from hypothesis import strategies as st

from kennisruil.shared.speaking import in_fours, shortened


def test_text_is_cut_between_words() -> None:
    assert [shortened("Hoe verdeel je\nhet werk, zonder kwetsen?", most=most) for most in (60, 25, 9)] == [
        "Hoe verdeel je het werk, zonder kwetsen?",
        "Hoe verdeel je het werk…",
        "Hoe…",
    ]


def test_one_long_word_is_cut_where_it_must() -> None:
    assert shortened("a" * 20, most=10) == "a" * 9 + "…"


@given(st.text(st.sampled_from("ab ,.\n"), max_size=60), st.integers(2, 40))
def test_it_is_never_longer_and_keeps_whole_words(words: str, most: int) -> None:
    short = shortened(words, most=most)

    assert len(short) <= most + 1
    assert short.rstrip("…") in " ".join(words.split())


def test_account_number_stands_in_groups_of_four() -> None:
    assert [in_fours(text) for text in ("BE38999000000272", "BE38 9990 0000 0272", "")] == [
        "BE38 9990 0000 0272",
        "BE38 9990 0000 0272",
        "",
    ]
