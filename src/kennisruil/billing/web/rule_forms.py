"""Forms of the rule table: shape only; the action decides what can stand."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kennisruil.billing.rules.kinds import LegalRole, Side, VatKind
from kennisruil.billing.rules.rulebook import Rate, RuleBook, Terms, TreatmentRow, Wording
from kennisruil.billing.rules.rulebook_rows import KINDS, issuer_of, notes_in, profile_of, reasons_in
from kennisruil.billing.web import rule_words
from kennisruil.billing.web.forms import DayField
from kennisruil.network.words import VAT_KINDS
from kennisruil.shared.languages import LANGUAGES

_FROM = gettext_lazy("Holds from")
_FROM_HELP = gettext_lazy("For what is done from this day on. What was issued stays as it is.")


class RowForm(forms.Form):
    """One row of the table: what a party of one status gets on one side, in one role of the network."""

    holds_from = DayField(label=_FROM, help_text=_FROM_HELP)
    document_kind = forms.ChoiceField(label=gettext_lazy("Document"))
    vat_category = forms.ChoiceField(label=gettext_lazy("VAT"), required=False)
    rate = forms.ChoiceField(label=gettext_lazy("Rate"), required=False)
    wording = forms.ChoiceField(
        label=gettext_lazy("Why there is no VAT"),
        help_text=gettext_lazy("The sentence the law asks for; it stands on the document in the reader’s language."),
        required=False,
    )
    notes = forms.MultipleChoiceField(
        label=gettext_lazy("Other sentences on it"), widget=forms.CheckboxSelectMultiple, required=False
    )
    channel = forms.ChoiceField(label=gettext_lazy("How it travels"))
    terms = forms.ChoiceField(label=gettext_lazy("Deadlines"))
    self_assessed_rate = forms.ChoiceField(
        label=gettext_lazy("VAT the network declares for them"),
        help_text=gettext_lazy("For what it buys from abroad: due and deductible at once."),
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What must be known first"), widget=forms.CheckboxSelectMultiple, required=False
    )
    otherwise = forms.ChoiceField(
        label=gettext_lazy("Otherwise as"),
        help_text=gettext_lazy("When something of it is missing, the row of this status is taken."),
        required=False,
    )

    def __init__(self, *args: Any, row: TreatmentRow, book: RuleBook, on: date, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.row = row
        rates = [
            (key, f"{rule_words.RATES.get(key, key)}: {_rate(book, key, on, language)}") for key in _keys(book.rates)
        ]

        def said(keys: tuple[str, ...]) -> list[tuple[str, Any]]:
            return [(key, rule_words.sentence_words(book, key, on=on, language=language)) for key in keys]

        none = [("", _("None"))]
        choices: dict[str, list[tuple[str, Any]]] = {
            "document_kind": [(kind, rule_words.KINDS[kind]) for kind in KINDS[row.legal_role, row.side]],
            "vat_category": [("", _("No VAT on it")), *rule_words.CATEGORIES.items()],
            "rate": [*none, *rates],
            "wording": [*none, *said(reasons_in(book))],
            "notes": said(notes_in(book)),
            "channel": list(rule_words.CHANNELS.items()),
            "terms": [(key, rule_words.terms_name(key)) for key in _keys(book.terms)],
            "self_assessed_rate": [*none, *rates],
            "needs": list(rule_words.NEEDS.items()),
            "otherwise": [*none, *((kind, words) for kind, words in VAT_KINDS.items() if kind != row.vat_kind)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]  # each is a field with choices

    def written(self) -> TreatmentRow:
        """Give the row as filled in; whose name it stands in and its profile follow from the document."""
        said = self.cleaned_data
        role, side = LegalRole(self.row.legal_role), Side(self.row.side)
        return TreatmentRow(
            legal_role=role,
            side=side,
            vat_kind=self.row.vat_kind,
            holds_from=said["holds_from"],
            document_kind=said["document_kind"],
            issuer=issuer_of(legal_role=role, side=side, document_kind=said["document_kind"]),
            vat_category=said["vat_category"] or None,
            rate=said["rate"] or None,
            wording=said["wording"] or None,
            notes=tuple(said["notes"]),
            profile=profile_of(said["document_kind"]),
            channel=said["channel"],
            self_assessed_rate=said["self_assessed_rate"] or None,
            needs=tuple(said["needs"]),
            otherwise=VatKind(said["otherwise"]) if said["otherwise"] else None,
            warnings=self.row.warnings,
            terms=said["terms"],
        )


class RateForm(forms.Form):
    """A VAT rate from a day on."""

    holds_from = DayField(label=_FROM, help_text=_FROM_HELP)
    percent = forms.CharField(
        label=gettext_lazy("Rate in percent"), widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=6
    )

    def clean_percent(self) -> int:
        """Read the rate; basis points come out. :raises ValidationError: it is no percentage."""
        try:
            rate = Decimal(self.cleaned_data["percent"].replace(",", ".").replace("%", "").strip())
        except ArithmeticError as error:
            raise forms.ValidationError(_("Write a percentage such as 21 or 5,5.")) from error
        if not 0 <= rate <= 100:
            raise forms.ValidationError(_("Write a percentage from 0 to 100."))
        return int((rate * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def written(self, key: str) -> list[Rate]:
        """Give the rate as filled in."""
        said = self.cleaned_data
        return [Rate(key=key, holds_from=said["holds_from"], basis_points=said["percent"])]


class WordingForm(forms.Form):
    """A legal sentence from a day on, in every language at once."""

    holds_from = DayField(label=_FROM, help_text=gettext_lazy("On documents issued from this day on."))
    nl = forms.CharField(label=gettext_lazy("In Dutch"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)
    fr = forms.CharField(label=gettext_lazy("In French"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)
    en = forms.CharField(label=gettext_lazy("In English"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)
    code = forms.RegexField(
        label=gettext_lazy("Code of the reason (VATEX)"),
        regex=r"^VATEX-[A-Z0-9-]+$",
        required=False,
        max_length=30,
        help_text=gettext_lazy("From the European list, for example VATEX-EU-AE. Empty where the list has none."),
    )

    def __init__(self, *args: Any, places: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        if places:
            words = _("Keep the words between braces: %(places)s. The program fills them in.")
            self.fields["nl"].help_text = words % {"places": ", ".join(f"{{{one}}}" for one in sorted(places))}

    def clean(self) -> dict[str, Any]:
        """Ask that each language keeps the places the program fills in, and knows no other."""
        cleaned: dict[str, Any] = super().clean() or {}
        for language in LANGUAGES:
            if language in cleaned and places_in(cleaned[language]) != self.places:
                self.add_error(language, _("Use exactly the words between braces of the sentence that holds now."))
        return cleaned

    def written(self, key: str) -> list[Wording]:
        """Give the sentence as filled in, a row per language."""
        said = self.cleaned_data
        return [
            Wording(key=key, language=language, holds_from=said["holds_from"], text=said[language], code=said["code"])
            for language in LANGUAGES
        ]


class TermsForm(forms.Form):
    """Deadlines from a day on."""

    holds_from = DayField(label=_FROM, help_text=gettext_lazy("On documents issued from this day on."))
    vat_due_days = forms.IntegerField(label=gettext_lazy("Days to pay the VAT"), min_value=0, max_value=365)
    return_months = forms.IntegerField(label=gettext_lazy("Months to give back"), min_value=1, max_value=120)
    acceptance_days = forms.IntegerField(
        label=gettext_lazy("Days to look at a draft"),
        help_text=gettext_lazy("Without an answer it counts as accepted."),
        min_value=0,
        max_value=14,
    )
    chargeable_day = forms.IntegerField(
        label=gettext_lazy("Last day on which the VAT falls due"),
        help_text=gettext_lazy("Of the month after the session, when no document came before."),
        min_value=1,
        max_value=28,
    )

    def written(self, key: str) -> list[Terms]:
        """Give the terms as filled in."""
        return [Terms(key=key, **self.cleaned_data)]


class NewTermsForm(TermsForm):
    """Terms of a new name, for rows that need others."""

    name = forms.RegexField(
        label=gettext_lazy("Name of these terms"),
        regex=r"^[A-Za-z][A-Za-z0-9 ]{1,29}$",
        help_text=gettext_lazy("Letters and figures without accents, for example public bodies."),
    )
    field_order = ("name",)

    def clean_name(self) -> str:
        """Write the name as the rules keep it: ``public_bodies``."""
        return "_".join(str(self.cleaned_data["name"]).lower().split())

    def written(self, key: str) -> list[Terms]:
        """Give the terms under their new name."""
        said = dict(self.cleaned_data)
        return [Terms(key=said.pop("name"), **said)]


def places_in(text: str) -> frozenset[str]:
    """Give the names between braces that the program fills in."""
    return frozenset(part.split("}")[0] for part in text.split("{")[1:])


def _keys(rows: Any) -> list[str]:
    return list(dict.fromkeys(row.key for row in rows))


def _rate(book: RuleBook, key: str, on: date, language: str) -> str:
    return rule_words.rate_words(book, key, on=on, language=language)
