"""Words, days and amounts as they stand on paper, in the reader's language."""

from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date

from kennisruil.billing.rules.numbers import shown_enterprise_number
from kennisruil.billing.rules.parties import enterprise_number_of, vat_number_of
from kennisruil.billing.rules.rulebook import shipped_data
from kennisruil.billing.rules.values import PartyFacts
from kennisruil.shared.amounts import format_coins, format_euro, locale_of
from kennisruil.shared.days import written_day
from kennisruil.shared.languages import LANGUAGES


class Words:
    """Everything a sheet says, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "nl"

    def label(self, key: str, **values: str) -> str:
        """Give the label of ``key`` with its placeholders filled."""
        return str(shipped_data("paper")[key][self.language]).format(**values)

    def day(self, on: date | None) -> str:
        """Write a day in full: 21 november 2026."""
        return written_day(on, pattern="d MMMM y", language=self.language) if on else ""

    def short_day(self, on: date | None) -> str:
        """Write a day for a column: 21 nov 2026."""
        return written_day(on, pattern="d MMM y", language=self.language) if on else ""

    def month(self, on: date) -> str:
        """Write a month: januari 2026."""
        return format_date(on, format="LLLL y", locale=locale_of(self.language))

    def period(self, period: tuple[date, date]) -> str:
        """Write a half-open period: the month when it is one, else its first and last day."""
        start, end = period
        if start.day == 1 and end == (start + timedelta(days=31)).replace(day=1):
            return self.month(start)
        return f"{self.short_day(start)} – {self.short_day(end - timedelta(days=1))}"

    def euro(self, cents: int) -> str:
        """Write euro: € 1.234,56."""
        return format_euro(cents, language=self.language).replace("-", "\u2212")

    def coins(self, minor: int) -> str:
        """Write coins without their name: 2,00."""
        return format_coins(minor, language=self.language).replace("-", "\u2212")

    def moved(self, minor: int) -> str:
        """Write a movement of coins with its sign: +2,00."""
        return ("+" if minor > 0 else "") + self.coins(minor)

    def standing(self, minor: int) -> str:
        """Say what a balance means, blaming nobody: credit, still to give, in balance."""
        return self.label("credit" if minor > 0 else "to_give" if minor < 0 else "in_balance")

    def rate(self, basis_points: int) -> str:
        """Write a rate without its sign: 21, or 5,5."""
        text = f"{basis_points / 100:g}"
        return text if self.language == "en" else text.replace(".", ",")

    def party(self, facts: PartyFacts) -> dict[str, object]:
        """Give a party as a block: name, address lines, numbers."""
        town = f"{facts.postcode} {facts.city}".strip()
        abroad = [] if facts.country == "BE" else [self.country(facts.country)]
        return {
            "name": facts.name,
            "lines": [line for line in (facts.street, town, *abroad) if line],
            "numbers": self.numbers(facts),
        }

    def country(self, code: str) -> str:
        """Name a country in the reader's language, or give its code."""
        return str(Locale(self.language).territories.get(code, code))

    def numbers(self, facts: PartyFacts) -> list[str]:
        """Give the VAT number, else the enterprise number, with its label."""
        vat, number = vat_number_of(facts), enterprise_number_of(facts)
        if vat:
            written = f"BE {shown_enterprise_number(vat[2:])}" if vat.startswith("BE") else vat
            return [f"{self.label('vat_number')} {written}"]
        shown = shown_enterprise_number(number) if number and facts.country == "BE" else number
        return [f"{self.label('enterprise_number')} {shown}"] if shown else []
