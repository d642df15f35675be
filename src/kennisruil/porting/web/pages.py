"""The import wizard: upload, columns, preview, confirm, result and undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kennisruil.porting import actions, queries
from kennisruil.porting.models import ImportBatch
from kennisruil.porting.rules.kinds import KINDS
from kennisruil.porting.rules.mapping import guess_columns
from kennisruil.porting.rules.table import Table
from kennisruil.porting.web.forms import ColumnsForm, KindForm, UploadForm
from kennisruil.porting.web.labels import KIND_HINTS, KIND_LABELS, OUTCOME_LABELS, field_label
from kennisruil.porting.web.shown import shown_counts, shown_fields, shown_rows, shown_value
from kennisruil.porting.web.template_file import template_file
from kennisruil.shared.ids import new_id
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import write_as
from kennisruil.shared.web.pages import network_of, office_page
from kennisruil.shared.web.sentences import sentence_for

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Rows that are put in while who asks waits; more are for a job.
AT_ONCE = 100
_OPEN = (ImportBatch.State.UPLOADED, ImportBatch.State.PREVIEWED)


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a file, take a template, or look at earlier imports."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = actions.upload_file(id=drawn_id(request), name=file.name, content=file.read(), **write_as(request))
        except Refusal as refusal:
            form.add_error("file", sentence_for(refusal))
        else:
            return redirect("porting:columns", batch_id=batch.pk)
    kinds = [{"kind": kind, "label": KIND_LABELS[kind], "hint": KIND_HINTS[kind]} for kind in KINDS]
    batches = [
        {
            "batch": batch,
            "label": KIND_LABELS[batch.kind],
            "chip": {"committed": "done", "undone": "undone"}.get(batch.state, "draft"),
            "counts": shown_counts(batch),
            "page": "porting:columns" if batch.state == ImportBatch.State.UPLOADED else "porting:preview",
        }
        for batch in queries.recent_batches(network_id=network_of(request))
    ]
    page = {"form": form, "id": request.POST.get("id") or new_id(), "kinds": kinds, "batches": batches}
    return render(request, "porting/imports.html", page, status=422 if form.errors else 200)


def drawn_id(request: HttpRequest) -> UUID:
    """Give the id that was drawn when the form was shown."""
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return new_id()


@require_GET
@office_page
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the workbook to start from."""
    if kind not in KINDS:
        raise Http404
    answer = HttpResponse(template_file(kind), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="kennisruil-{kind.replace("_", "-")}.xlsx"'
    return answer


def batch_or_404(request: HttpRequest, batch_id: UUID) -> ImportBatch:
    """Give an import of this network."""
    try:
        return queries.batch_by_id(network_id=network_of(request), batch_id=batch_id)
    except ImportBatch.DoesNotExist as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@office_page
def columns(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show what the file seems to be and which column holds what; all of it can be changed."""
    batch = batch_or_404(request, batch_id)
    if batch.state not in _OPEN:
        return redirect("porting:preview", batch_id=batch.pk)
    kind, table = _chosen(request, batch)
    guessed = batch.columns if kind == batch.kind and table.sheet == batch.sheet else None
    guess = guess_columns(table=table, kind=kind)
    chosen = guess.columns if guessed is None else guessed
    form = ColumnsForm(request.POST or None, batch=batch, table=table, kind=kind, columns=chosen)
    answer = _preview_with(request, batch, form, kind=kind, sheet=table.sheet)
    if answer is not None:
        return answer
    page = {
        "batch": batch,
        "kind_form": KindForm(initial={"kind": kind, "sheet": table.sheet}, sheets=table.sheets),
        "form": form,
        "kind": kind,
        "kind_label": KIND_LABELS[kind],
        "table": table,
        "sheet": table.sheet,
        "unsure": [header for header in chosen if header not in guess.sure],
        "left_over": [header for header in table.headers if header not in chosen],
        "first_rows": _first_rows(table),
    }
    return render(request, "porting/columns.html", page, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, batch: ImportBatch) -> tuple[str, Table]:
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", batch.kind)
    try:
        table = queries.table_of(batch, sheet=asked.get("sheet", batch.sheet))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
        table = queries.table_of(batch)
    return (kind if kind in KINDS else batch.kind), table


def _preview_with(
    request: HttpRequest, batch: ImportBatch, form: ColumnsForm, *, kind: str, sheet: str
) -> HttpResponse | None:
    if request.method != "POST" or not form.is_valid():
        return None
    if doubled := form.doubled():
        form.add_error(
            None, _("The column “%(column)s” is chosen twice. Each column holds one thing.") % {"column": doubled}
        )
        return None
    try:
        actions.choose_columns(batch_id=batch.pk, kind=kind, sheet=sheet, columns=form.columns(), **write_as(request))
    except Refusal as refusal:
        form.add_error(None, sentence_for(refusal))
        return None
    return redirect("porting:preview", batch_id=batch.pk)


def _first_rows(table: Table) -> list[list[str]]:
    return [
        [str(shown_value("", row.cell(index)))[:60] for index in range(len(table.headers))] for row in table.rows[:3]
    ]


@require_GET
@office_page
def preview(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show what each row would do or did, and the one button."""
    batch = batch_or_404(request, batch_id)
    if batch.state == ImportBatch.State.UPLOADED:
        return redirect("porting:columns", batch_id=batch.pk)
    outcome = request.GET.get("outcome", "")
    rows = queries.rows_of(
        network_id=network_of(request), batch_id=batch.pk, outcome=outcome if outcome in OUTCOME_LABELS else ""
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "porting/preview.html", _preview_page(batch, page, outcome))


def _preview_page(batch: ImportBatch, page: Any, outcome: str) -> dict[str, Any]:
    to_do = sum(batch.counts.get(one, 0) for one in ("new", "update", "merge"))
    return {
        "batch": batch,
        "kind_label": KIND_LABELS[batch.kind],
        "labels": [field_label(field, batch.kind) for field in shown_fields(batch)],
        "rows": shown_rows(page.object_list, batch),
        "counts": shown_counts(batch),
        "page": page,
        "to_do": to_do,
        "refused": batch.counts.get("refused", 0) - len(batch.left_out),
        "is_open": batch.state in _OPEN,
        "filters": [
            {
                "name": "outcome",
                "label": _("What happens"),
                "kind": "choice",
                "value": outcome,
                "choices": [
                    {"value": "", "text": _("All rows")},
                    *({"value": one, "text": label} for one, label in OUTCOME_LABELS.items() if batch.counts.get(one)),
                ],
            }
        ],
    }


@require_POST
@office_page
def commit(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Put the import in."""
    batch = batch_or_404(request, batch_id)
    at_once = actions.rows_to_put_in(batch) <= AT_ONCE
    try:
        done = (actions.commit_import if at_once else actions.ask_commit)(
            batch_id=batch.pk, skip_refused=request.POST.get("skip_refused") == "yes", **write_as(request)
        )
    except actions.PreviewOutdated as refusal:
        actions.look_again(batch_id=batch.pk, **write_as(request))
        messages.error(request, sentence_for(refusal))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        count = actions.rows_to_put_in(done)
        if done.state == ImportBatch.State.PREVIEWED:
            return redirect("porting:progress", batch_id=batch.pk)
        said = ngettext("%(count)s row is in.", "%(count)s rows are in.", count) % {"count": Count(count)}
        messages.success(request, said)
    return redirect("porting:preview", batch_id=batch.pk)


@require_POST
@office_page
def leave_out(request: HttpRequest, batch_id: UUID, number: int) -> HttpResponse:
    """Leave a row out, or take it in after all."""
    batch = batch_or_404(request, batch_id)
    try:
        actions.leave_out(batch_id=batch.pk, number=number, back=number in batch.left_out, **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    return redirect("porting:preview", batch_id=batch.pk)


@require_POST
@office_page
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Take the import back."""
    batch = batch_or_404(request, batch_id)
    try:
        actions.undo_import(batch_id=batch.pk, **write_as(request))
    except Refusal as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        messages.success(request, _("The import is undone. Everything is as it was before."))
    return redirect("porting:preview", batch_id=batch.pk)
