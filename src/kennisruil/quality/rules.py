"""The five questions of feedback and what an answer may be. No Django."""

from dataclasses import dataclass

from kennisruil.shared.refusals import Refusal

# A mark from 1 to 5, a yes or no, or words; in the order in which they are asked.
QUESTIONS = ("helpfulness", "clarity", "again", "taken_along", "for_office")
LOWEST, HIGHEST = 1, 5
LONGEST = 2000


class FeedbackRefused(Refusal):
    """An answer is out of range or nothing was answered; ``field`` names the question."""

    code = "feedback_refused"

    def __init__(self, *, field: str) -> None:
        self.field = field
        super().__init__(field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody answered; every question may be left open, but not all of them."""

    helpfulness: int | None = None
    clarity: int | None = None
    again: bool | None = None
    taken_along: str = ""
    for_office: str = ""


def check_answers(answers: Answers) -> None:
    """Let answers through that say something within range. :raises FeedbackRefused: otherwise."""
    for name in ("helpfulness", "clarity"):
        mark = getattr(answers, name)
        if mark is not None and not LOWEST <= mark <= HIGHEST:
            raise FeedbackRefused(field=name)
    for name in ("taken_along", "for_office"):
        if len(getattr(answers, name)) > LONGEST:
            raise FeedbackRefused(field=name)
    said = (answers.helpfulness, answers.clarity, answers.again)
    if all(mark is None for mark in said) and not (answers.taken_along.strip() or answers.for_office.strip()):
        raise FeedbackRefused(field="helpfulness")
