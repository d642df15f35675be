"""What a reader asks, and what a section of the page is: a picture with its finding, its meaning, the next step."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from babel.dates import format_date
from django.http import HttpRequest
from django.utils.translation import ngettext

from kennisruil.reports import rules
from kennisruil.shared.amounts import locale_of
from kennisruil.shared.periods import Month
from kennisruil.shared.pictures import Picture
from kennisruil.shared.speaking import Count, language_now
from kennisruil.shared.templatetags.kr import coins
from kennisruil.shared.web.asking import today_of
from kennisruil.shared.web.pages import network_of

# The table of a picture on the page has so many rows; the file has all.
ROWS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to know: which network, over which period, on which day."""

    network_id: UUID
    zone: str
    coin_sign: str
    period: rules.Period
    today: date

    def in_words(self, minor: int) -> str:
        """Write coins with the network's sign, for a sentence."""
        return f"{coins(minor)} {self.coin_sign}"


@dataclass(frozen=True, slots=True)
class Section:
    """A picture with what it means and what to do next; without a picture, ``meaning`` says what is not there yet.

    ``file``: the numbers in the CSV file where it has others than the table.
    """

    heading: str
    meaning: str
    next_text: str
    next_url: str
    whole: Picture | None = None
    file: Picture | None = None

    @property
    def picture(self) -> Picture | None:
        """The picture with as many rows as a page can carry; the last row says how many more the file has."""
        if self.whole is None or len(self.whole.rows) <= ROWS_SHOWN:
            return self.whole
        left = len(self.whole.rows) - ROWS_SHOWN
        more = ngettext("and %(count)s more, in the CSV file", "and %(count)s more, in the CSV file", left) % {
            "count": Count(left)
        }
        rest = (more, *[""] * (len(self.whole.head) - 1))
        return replace(self.whole, rows=(*self.whole.rows[:ROWS_SHOWN], rest))


def month_label(month: Month) -> str:
    """Write a month below a picture: ``dec 26``."""
    return str(format_date(month.start_on, format="LLL yy", locale=locale_of(language_now())))


def asked_of(request: HttpRequest) -> Asked:
    """Read what a reader wants to know from the address."""
    today = today_of(request)
    return Asked(
        network_id=network_of(request),
        zone=request.network.time_zone,  # type: ignore[attr-defined]  # set by the shell
        coin_sign=getattr(request.network, "coin_sign", "") or "SIF",  # type: ignore[attr-defined]  # set by the shell
        period=rules.period_of(request.GET.get("period", ""), today=today),
        today=today,
    )
