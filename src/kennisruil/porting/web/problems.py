"""One full sentence per thing that can be wrong with a file, a mapping or a row."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kennisruil.porting.rules.problems import FileRefused, MappingRefused, Problem
from kennisruil.porting.web.labels import KIND_LABELS, field_label
from kennisruil.shared.amounts import format_euro
from kennisruil.shared.speaking import Count, language_now
from kennisruil.shared.web.sentences import sentence

Say = Callable[[dict[str, Any]], str]


@sentence(FileRefused)
def file_refused(refusal: FileRefused) -> str:
    """Say what is wrong with the file and what to do."""
    return {
        "empty": _("There is nothing in this file. Choose one with a row of headers and rows below it."),
        "only_headers": _("This file has headers but no rows. Fill in at least one row."),
        "too_large": _("This file is larger than %(limit_mb)s MB. Cut it in parts and import them one by one."),
        "too_many_rows": _("This file has more than %(limit)s rows. Cut it in parts and import them one by one."),
        "too_many_columns": _("This file has more than %(limit)s columns. Keep only those you want to import."),
        "unpacks_too_large": _("This workbook unpacks to more than %(limit_mb)s MB. Copy the rows to a new workbook."),
        "encoding": _("The letters of this file cannot be read. Save it as CSV UTF-8 or as an Excel workbook."),
        "not_a_table": _("This is not a spreadsheet. Choose an Excel workbook (.xlsx) or a CSV file."),
        "one_column": _("This file has one column only. Check the separator: semicolon, comma or tab."),
        "macros": _("This workbook contains macros. Save it as an Excel workbook without macros (.xlsx)."),
        "old_excel": _("This is a workbook of an old Excel (.xls). Save it as .xlsx and try again."),
        "opendocument": _("This is an OpenDocument spreadsheet. Save it as .xlsx or CSV and try again."),
        "protected": _("This workbook has a password. Save it without one and try again."),
        "damaged": _("This workbook is damaged. Open it in your spreadsheet program, save it again and retry."),
        "unknown_sheet": _("This workbook has no sheet called %(sheet)s."),
    }[refusal.reason] % {name: Count(one) if isinstance(one, int) else one for name, one in refusal.about.items()}


@sentence(MappingRefused)
def mapping_refused(refusal: MappingRefused) -> str:
    """Say why the columns do not make an import."""
    about = dict(refusal.about)
    about["field"] = field_label(str(about.get("field", "")), str(about.get("kind", "")))
    about["kind"] = str(KIND_LABELS.get(str(about.get("kind", "")), about.get("kind", "")))
    return {
        "already_in": _("This import is in already. Upload the file again to start anew."),
        "unknown_kind": _("%(kind)s is not something that can be imported."),
        "unknown_column": _("There is no column called %(column)s in this file."),
        "unknown_field": _("%(field)s is not a field of %(kind)s."),
        "field_twice": _("Two columns are chosen for %(field)s. Choose one."),
        "field_missing": _("Choose the column that holds %(field)s: without it these rows cannot be read."),
    }[refusal.reason] % about


def say(problem: Problem, *, kind: str = "") -> str:
    """Say what is wrong with, or worth knowing about, a row: the field, what stands there, what to do."""
    about = {"field": field_label(problem.field, kind), "value": ""} | problem.about
    if "cents" in about:
        about["cents"] = format_euro(about["cents"], language=language_now())
    return _sentences()[problem.code] % about


def _sentences() -> dict[str, str]:
    return _of_cells() | _of_rows() | _of_notes()


def _of_cells() -> dict[str, str]:
    return {
        "empty": _("%(field)s is empty."),
        "formula": _("%(field)s holds a formula, not a value. Paste the values only."),
        "cell_error": _("%(field)s shows an error of the spreadsheet (%(value)s)."),
        "too_long": _("%(field)s is too long: “%(value)s…”."),
        "not_a_date": _("%(field)s: “%(value)s” is not a date. Write it as 1/2/2026 or 1 februari 2026."),
        "no_such_day": _("%(field)s: “%(value)s” is a day that does not exist. The day comes first, then the month."),
        "not_an_amount": _("%(field)s: “%(value)s” is not an amount. Write it as 12,50."),
        "too_fine": _("%(field)s: “%(value)s” has more than two decimals."),
        "not_an_email": _("%(field)s: “%(value)s” is not one e-mail address."),
        "not_a_phone": _("%(field)s: “%(value)s” is not a phone number."),
        "not_yes_or_no": _("%(field)s: “%(value)s” is neither yes nor no."),
        "not_an_enterprise_number": _("%(field)s: “%(value)s” does not add up as an enterprise number."),
        "not_a_vat_number": _("%(field)s: “%(value)s” does not add up as a VAT number."),
        "not_an_iban": _("%(field)s: “%(value)s” does not add up as an IBAN."),
        "unknown_vat_kind": _("%(field)s: “%(value)s” is not a VAT status we know. Try “btw-plichtig” or “vzw”."),
        "unknown_country": _("%(field)s: “%(value)s” is not a country we know. Write two letters, such as BE."),
        "unknown_language": _("%(field)s: “%(value)s” is not a language we speak. Write nl, fr or en."),
        "unknown_place": _("%(field)s: “%(value)s” is not clear. Write “binnen” or “buiten”."),
    }


def _of_rows() -> dict[str, str]:
    return {
        "left_out": _("You left this row out."),
        "two_matches": _(
            "This row fits both %(first)s and %(second)s. Add an e-mail or enterprise number to tell them apart."
        ),
        "numbers_differ": _(
            "The enterprise number %(first)s and the VAT number %(second)s belong to two organisations."
        ),
        "organisation_twice": _("Several organisations are called “%(value)s”. Link this person by hand afterwards."),
        "person_unknown": _("Nobody in the network is known as “%(value)s”. Import or invite this person first."),
        "person_twice": _("Several people are called “%(value)s”. Use the e-mail address instead."),
        "party_unknown": _("%(field)s: nobody with an account is called “%(value)s”. Import this party first."),
        "party_twice": _("%(field)s: several parties are called “%(value)s”. Add the enterprise number."),
        "nothing_to_book": _("The balance is nil: there is nothing to book."),
        "signs_differ": _("Coins and euro must both be positive (a credit) or both negative (still to give)."),
        "opening_differs": _(
            "For %(name)s document %(document)s is already booked with another amount. Undo that import first."
        ),
        "in_future": _("%(field)s: %(value)s is still to come."),
        "negative": _("%(field)s cannot be negative."),
        "same_party": _("%(value)s cannot both give and receive."),
    }


def _of_notes() -> dict[str, str]:
    return {
        "vat_kind_open": _("No VAT status in this row: it stands on the to-do page until somebody fills it in."),
        "organisation_unknown": _("“%(value)s” has no account: kept as a name, not linked."),
        "no_email": _("Without an e-mail address this person cannot sign in or get mail."),
        "place_assumed": _("Read as part of the job, for the file does not say."),
        "no_document": _("Opening balance without an old document."),
        "unusual_value": _("This is not %(cents)s a coin. That is fine if the coins date from another counter-value."),
    }
