"""Why somebody stands where they stand on the broker's page: what speaks for them, and why not higher."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kennisruil.brokerage.rules.ranking import SLOW_FROM_DAYS, Ranked, Standing
from kennisruil.matching.rules.themes import themes
from kennisruil.shared.periods import Month
from kennisruil.shared.templatetags.kr import day_short

# A word shorter than this is no tag.
_LEAST_LETTERS = 4
_MOST_TAGS = 6


def tags_of(row: Ranked, *, text: str, language: str, work: str) -> list[str]:
    """Give the occupation, the themes met, and the words shared with the question, as the question writes them."""
    shared = [word for reason in row.reasons for word in reason.words if len(word) >= _LEAST_LETTERS]
    written = [word.strip(".,;:!?()'\"") for word in text.split()]
    words = [next((word for word in written if word.lower().startswith(stem[:5])), "") for stem in shared]
    met = [themes()[reason.theme].names[language] for reason in row.reasons if reason.theme is not None]
    return list(dict.fromkeys(tag.lower() for tag in [work, *met, *words] if tag))[:_MOST_TAGS]


def notes_of(row: Ranked, *, on: date) -> list[str]:
    """Say what the office weighs beside the fit, blaming nobody."""
    standing = row.standing
    notes = []
    if row.is_fresh_eyes or standing.is_outsider:
        notes.append(_("Comes from outside: fresh eyes.") if standing.is_outsider else _("Another world: fresh eyes."))
    elif standing.is_other_sector:
        notes.append(_("Comes from another sector than the asker."))
    if standing.never_gave:
        notes.append(_("Has received, has not given yet."))
    elif standing.has_still_to_give:
        notes.append(_("Still has something to give."))
    notes += [note for note in (_load(standing), _answers(standing), _last_gave(standing, on=on)) if note]
    return notes


def _load(standing: Standing) -> str:
    if not standing.this_quarter:
        return ""
    return ngettext(
        "Gives %(count)s session this quarter.", "Gives %(count)s sessions this quarter.", standing.this_quarter
    ) % {"count": standing.this_quarter}


def _answers(standing: Standing) -> str:
    if standing.answers_in_days is None:
        return ""
    days = max(round(standing.answers_in_days), 1)
    return ngettext("Answers within %(count)s day.", "Answers within %(count)s days.", days) % {"count": days}


def _last_gave(standing: Standing, *, on: date) -> str:
    if standing.last_gave_on is None or Month.of(standing.last_gave_on) > Month.of(on):
        return ""
    return _("Last gave on %(day)s.") % {"day": day_short(standing.last_gave_on)}


def why_not_higher(row: Ranked) -> list[str]:
    """Say what kept somebody lower on the list, the heaviest first."""
    standing = row.standing
    said = {
        "fit": _("Others say more clearly that they can do this."),
        "load": ngettext(
            "Already gives %(count)s session this quarter.",
            "Already gives %(count)s sessions this quarter.",
            standing.this_quarter,
        )
        % {"count": standing.this_quarter},
        "slow": _("Usually takes %(days)s days or longer to answer.") % {"days": SLOW_FROM_DAYS},
        "declined": _("Said no to another question on %(day)s.")
        % {"day": day_short(standing.declined_on) if standing.declined_on else ""},
        "feedback": _("Earlier sessions helped less than hoped."),
    }
    return [said[kind] for kind in row.why_not_higher if kind in said]


def person_context(
    row: Ranked, card: dict[str, Any], *, text: str, language: str, work: str, on: date
) -> dict[str, Any]:
    """Prepare a person on the broker's page beside the reasons."""
    return {
        "member_id": row.member_id,
        "person": card | {"given": row.standing.given, "received": row.standing.received},
        "balance": row.standing.balance,
        "is_fresh_eyes": row.is_fresh_eyes,
        "tags": tags_of(row, text=text, language=language, work=work),
        "notes": notes_of(row, on=on),
        "why_not_higher": why_not_higher(row),
    }
