"""The bank's files: bringing one in, what came of each part, and the lines that wait."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kennisruil.billing.actions.bank import bring_in_bank_file, count_apart
from kennisruil.billing.actions.bank_later import keep_for_reading
from kennisruil.billing.models import BankFile, BankLine, BankPart
from kennisruil.billing.queries.pages import bank as pages
from kennisruil.billing.web import asking
from kennisruil.billing.web.bank_words import APART, FORMATS, LINES, REASONS, STATES
from kennisruil.shared.models import File
from kennisruil.shared.refusals import Refusal
from kennisruil.shared.speaking import Count
from kennisruil.shared.web.asking import row_or_404, today_of, write_as
from kennisruil.shared.web.pages import network_of
from kennisruil.shared.web.sentences import sentence_for

PER_PAGE = 50
# A statement of some days, read while who brings it waits.
AT_ONCE_BYTES = 64 * 1024


class BankFileForm(forms.Form):
    """A statement file of the bank."""

    file = forms.FileField(
        label=gettext_lazy("Statement file of your bank"),
        help_text=gettext_lazy("CODA, CAMT.053 (XML) or MT940, at most 20 MB. The same file twice does no harm."),
        allow_empty_file=True,
    )


@require_safe
@asking.money_page
def lines(request: HttpRequest) -> HttpResponse:
    """List bank lines, first of all those that wait for somebody."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "waiting")
    state = state if state in STATES else "waiting"
    found = pages.bank_lines(network_id=network_of(request), state="" if state == "all" else state, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    choices = [{"value": key, "text": str(word)} for key, word in STATES.items()]
    context = {
        "page": page,
        "rows": [shown_line(line) for line in page],
        "filters": [
            {"name": "q", "label": _("Name, message or account"), "kind": "search", "value": text},
            {"name": "state", "label": _("State"), "kind": "choice", "value": state, "choices": choices},
        ],
        "count_text": ngettext("%(count)s line", "%(count)s lines", count) % {"count": Count(count)} if count else "",
        "clear_url": reverse("billing:bank") if text or state != "waiting" else "",
        "files": [shown_file(file) for file in pages.bank_files(network_id=network_of(request))[:5]],
    }
    return render(request, "billing/bank.html", context)


def shown_line(line: BankLine) -> dict[str, Any]:
    """Give a line as a row shows it."""
    return {
        "line": line,
        "look": LINES[line.state],
        "who": line.name or line.iban or _("Nobody named"),
        "message": _message(line),
        "why": REASONS.get(line.reason, REASONS["refused"]),
        "euro": line.currency in ("EUR", ""),
        "url": reverse("billing:bank_line", args=[line.pk]),
    }


def _message(line: BankLine) -> str:
    digits = line.structured
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++" if digits else line.message


def shown_file(file: BankFile) -> dict[str, Any]:
    """Give a file as a row shows it; it carries what ``bank_files`` adds."""
    return {
        "file": file,
        "name": file.name or _("File without a name"),
        "format": FORMATS[file.format],
        "url": reverse("billing:bank_file", args=[file.pk]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@asking.money_page
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a file, read it, and go to what came of it."""
    form = BankFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _brought_in(request, form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", sentence_for(refusal))
    return render(request, "billing/bank_new.html", {"form": form})


def _brought_in(request: HttpRequest, given: UploadedFile) -> HttpResponse:
    """Read a small file at once; a large one is for a job, whose page says how far it is."""
    content, name = given.read(), given.name or ""
    if len(content) > AT_ONCE_BYTES:
        return redirect("billing:bank_progress", keep_for_reading(name=name, content=content, **write_as(request)))
    file = bring_in_bank_file(name=name, content=content, today=today_of(request), **write_as(request))
    return redirect("billing:bank_file", bank_file_id=file.pk)


@require_safe
@asking.money_page
def files(request: HttpRequest) -> HttpResponse:
    """List every file that was brought in."""
    page = Paginator(pages.bank_files(network_id=network_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "billing/bank_files.html", {"page": page, "files": [shown_file(each) for each in page]})


@require_safe
@asking.money_page
def file(request: HttpRequest, bank_file_id: UUID) -> HttpResponse:
    """Show every part of a file with its state: booked, proposed, left, known already, or not read."""
    found = row_or_404(request, pages.bank_file, file_id=bank_file_id)
    page = Paginator(pages.parts_of(network_id=network_of(request), file_id=found.pk), PER_PAGE).get_page(
        request.GET.get("page")
    )
    waiting = pages.waiting_in_file(network_id=network_of(request), file_id=found.pk)
    context = {"found": found, "shown": shown_file(found), "page": page, "parts": [_part(part) for part in page]}
    return render(request, "billing/bank_file.html", context | {"waiting": waiting})


def _part(part: BankPart) -> dict[str, Any]:
    if part.line is None:
        return {"part": part, "look": LINES["apart"], "why": APART[part.reason]}
    shown = shown_line(part.line) | {"part": part}
    return shown | {"is_known": True} if part.was_known else shown


@require_safe
@asking.money_page
def file_bytes(request: HttpRequest, bank_file_id: UUID) -> HttpResponse:
    """Give a file back, byte for byte as it was brought in."""
    found = row_or_404(request, pages.bank_file, file_id=bank_file_id)
    kept = File.objects.get(network_id=network_of(request), pk=found.file_id)
    answer = HttpResponse(bytes(kept.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="bank-{found.read_at:%Y%m%d}-{found.format}"'
    return answer


@require_POST
@asking.money_page
def apart(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Count a part for a move of its own, which looked like one that was known."""
    part = row_or_404(request, BankPart.objects.get, pk=part_id)
    if count_apart(part_id=part.pk, today=today_of(request), **write_as(request)) is not None:
        messages.success(request, _("It is a line of its own now. You find it at the end of this file."))
    return redirect("billing:bank_file", bank_file_id=part.file_id)
