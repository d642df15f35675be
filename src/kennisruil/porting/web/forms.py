"""Forms of the import wizard."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kennisruil.porting.models import ImportBatch
from kennisruil.porting.rules.kinds import KINDS, fields_of
from kennisruil.porting.rules.table import MAX_BYTES, Table
from kennisruil.porting.web.labels import KIND_LABELS, field_label


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, at most 10 MB and 20,000 rows."),
        error_messages={"required": _("Choose a file first."), "empty": _("There is nothing in this file.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Cut it in parts and import them one by one.")
            )
        return file


class KindForm(forms.Form):
    """What the file is about, and from which sheet."""

    kind = forms.ChoiceField(label=_("What is in this file?"), choices=[(kind, KIND_LABELS[kind]) for kind in KINDS])
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)

    def __init__(self, *args: Any, sheets: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(sheets) > 1:
            self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """For each field of the kind the column that holds it; empty is none."""

    def __init__(self, *args: Any, batch: ImportBatch, table: Table, kind: str, columns: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        del batch
        chosen = {field: header for header, field in columns.items()}
        choices = [("", _("– not in this file –")), *((header, header) for header in table.headers)]
        for name, field in fields_of(kind).items():
            self.fields[name] = forms.ChoiceField(
                label=field_label(name, kind),
                choices=choices,
                required=field.required,
                initial=chosen.get(name, ""),
                error_messages={"required": _("Choose the column that holds this.")},
            )

    def columns(self) -> dict[str, str]:
        """Give header → field for what was chosen."""
        return {header: field for field, header in self.cleaned_data.items() if header}

    def doubled(self) -> str:
        """Give a column that was chosen for two fields, or an empty string."""
        chosen = [header for header in self.cleaned_data.values() if header]
        return next((header for header in chosen if chosen.count(header) > 1), "")
