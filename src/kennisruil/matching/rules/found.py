"""How found statements become a ranking of people with reasons. No Django."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

# A person is as good as the best statement; the others count for this share (tried on the development set, see bench).
_SHARE_OF_THE_REST = 0.3
# A fit of 1 is one shared word that no other statement says. Below this a shared word says nothing: used only where a
# fit
# is shown to a member without a broker's eye on it.
FITS_FROM = 0.55
# Two words are of one family when they begin alike for this many letters (or for the whole of the shorter stem).
_FAMILY = 5
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A statement that shares words with a text; ``words`` are the stems of the text that it met."""

    know_how_id: UUID
    member_id: UUID
    text: str
    language: str
    is_in_job: bool
    kind: str
    score: float
    words: tuple[str, ...] = ()
    readers: str = "members"
    part: str = ""
    theme: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a person may help: the sentence in their own words, and whether it lies outside their job."""

    know_how_id: UUID
    quote: str
    language: str
    is_outside_job: bool
    is_offer: bool
    words: tuple[str, ...]
    is_for_office: bool = False
    theme: int | None = None


# Measured on the judged needs of tests/data/matching (development, own, second): of the twenty best of each need 17, 17
# and 13 % truly fit; of those from this score on 47, 54 and 27 %, with whom 44, 40 and 25 % of the true fits are found
# and 93, 93 and 90 % of the needs keep somebody.
LIKELY_FROM = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person who may help, with at most three reasons; ``score`` orders, it is never shown.

    ``parts``: what it is made of, in spreads of the need: best statement, the whole, words met, words lent by themes.
    """

    member_id: UUID
    score: float
    reasons: tuple[Reason, ...]
    parts: tuple[float, ...] = ()

    @property
    def is_outside_job(self) -> bool:
        """Whether the strongest reason lies outside the job."""
        return bool(self.reasons) and self.reasons[0].is_outside_job

    @property
    def is_likely(self) -> bool:
        """Whether a plan may count on it without anybody having looked; by words alone a shared word is enough."""
        return self.score >= LIKELY_FROM or not any(self.parts[:2])


def sentence_with(*, text: str, words: Iterable[str]) -> str:
    """Give the sentence of ``text`` that meets most of the stems ``words``; the first one when none does."""
    sentences = [part.strip() for part in _SENTENCE_END.split(text) if part.strip()] or [text.strip()]
    if len(sentences) == 1:
        return sentences[0]
    stems = [plain(word) for word in words]
    return max(sentences, key=lambda sentence: _meets(sentence, stems))


def plain(text: str) -> str:
    """Write small and without accents, as the search reads."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _meets(sentence: str, stems: Sequence[str]) -> int:
    own = _WORD.findall(plain(sentence))
    return sum(
        any(word.startswith(stem[:_FAMILY]) or stem.endswith(word) for word in own if len(word) > 2) for stem in stems
    )


def reason_of(hit: Hit) -> Reason:
    """Turn a found statement into a reason that quotes it."""
    return Reason(
        know_how_id=hit.know_how_id,
        quote=quote_of(hit),
        language=hit.language,
        is_outside_job=not hit.is_in_job,
        is_offer=hit.kind == "offer",
        words=hit.words,
        is_for_office=hit.readers == "office",
        theme=hit.theme,
    )


def quote_of(hit: Hit) -> str:
    """Give the sentence that met the need: the one with the nearest part, else the one with most of the words."""
    part = hit.part.strip()
    sentences = [said.strip() for said in _SENTENCE_END.split(hit.text) if said.strip()]
    return next((said for said in sentences if part and part in said), sentence_with(text=hit.text, words=hit.words))


def best_reasons(hits: Sequence[Hit], *, most: int = 3) -> tuple[Reason, ...]:
    """Give the statements that speak most for a person, the best first, ties by their words."""
    best = sorted(hits, key=lambda hit: (-hit.score, hit.text))[:most]
    return tuple(reason_of(hit) for place, hit in enumerate(best) if place == 0 or hit.score > 0)


def candidates_from(hits: Sequence[Hit], *, limit: int) -> list[Candidate]:
    """Rank people by their found statements: the best counts whole, the others for a share; ties by id."""
    per_member: dict[UUID, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (-hit.score, str(hit.know_how_id))):
        per_member[hit.member_id].append(hit)
    found = [
        Candidate(
            member_id=member_id,
            score=own[0].score + _SHARE_OF_THE_REST * sum(hit.score for hit in own[1:]),
            reasons=tuple(reason_of(hit) for hit in own[:3]),
        )
        for member_id, own in per_member.items()
    ]
    return sorted(found, key=lambda candidate: (-candidate.score, str(candidate.member_id)))[:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A text that looks for know-how, with the id its asker knows it by (an open need, say)."""

    id: UUID
    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A question that one person may answer, and why."""

    question_id: UUID
    score: float
    reasons: tuple[Reason, ...]


def fits_from(hits: Iterable[tuple[UUID, Hit]], *, at_least: float = FITS_FROM, limit: int = 20) -> list[Fit]:
    """Rank the questions that meet one person's statements, leaving out chance meetings."""
    per_question: dict[UUID, list[Hit]] = defaultdict(list)
    for question_id, hit in hits:
        per_question[question_id].append(hit)
    ranked = [(question_id, candidates_from(own, limit=1)[0]) for question_id, own in per_question.items()]
    fits = [
        Fit(question_id=question_id, score=best.score, reasons=best.reasons)
        for question_id, best in ranked
        if best.score >= at_least
    ]
    return sorted(fits, key=lambda fit: (-fit.score, str(fit.question_id)))[:limit]
