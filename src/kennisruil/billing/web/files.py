"""Files to take away: readable copies, structured invoices, and everything a month left, in one archive."""

import io
import zipfile
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kennisruil.billing.actions import paper_of_document, paper_of_statement
from kennisruil.billing.models import Document
from kennisruil.billing.queries.pages.months import documents_of_month
from kennisruil.billing.web import asking
from kennisruil.shared import clock
from kennisruil.shared.models import File
from kennisruil.shared.periods import Month
from kennisruil.shared.web.pages import member_page, network_of

_PLAIN = {ord("ë"): "e", ord("é"): "e", ord("/"): "-", ord('"'): "", ord("\\"): ""}


@require_safe
@member_page
def document_pdf(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Give the readable copy of a document; it is made on first request."""
    found = asking.document_or_404(request, document_id)
    return _answer(paper_of_document(network_id=network_of(request), document_id=found.pk, at=clock.now()))


@require_safe
@member_page
def document_xml(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Give the structured form of a document, byte for byte as it was issued."""
    return _answer(_xml_of(asking.document_or_404(request, document_id)), as_attachment=True)


@require_safe
@member_page
def statement_pdf(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Give the readable copy of a statement."""
    found = asking.statement_or_404(request, statement_id)
    return _answer(paper_of_statement(network_id=network_of(request), statement_id=found.pk, at=clock.now()))


@require_safe
@asking.books_page
def month_archive(request: HttpRequest, month: str) -> HttpResponse:
    """Give every document of a month as XML and PDF, in one archive, named by number."""
    chosen = asking.month_or_404(month)
    found = documents_of_month(network_id=network_of(request), month=chosen)
    if not found:
        raise Http404
    answer = HttpResponse(_archive(request, found), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{_archive_name(chosen)}"'
    return answer


def _archive_name(month: Month) -> str:
    return f"documents-{month}.zip"


def _archive(request: HttpRequest, documents: list[Document]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for document in documents:
            pdf = paper_of_document(network_id=network_of(request), document_id=document.pk, at=clock.now())
            archive.writestr(f"pdf/{document.number}.pdf", bytes(pdf.content))
            if document.xml_id:
                archive.writestr(f"xml/{document.number}.xml", bytes(_xml_of(document).content))
    return held.getvalue()


def _xml_of(document: Document) -> File:
    if document.xml_id is None:
        raise Http404
    return File.objects.get(network_id=document.network_id, pk=document.xml_id)


def _answer(file: File, *, as_attachment: bool = False) -> HttpResponse:
    answer = HttpResponse(bytes(file.content), content_type=file.media_type)
    way = "attachment" if as_attachment else "inline"
    answer["Content-Disposition"] = f'{way}; filename="{file.name.translate(_PLAIN)}"'
    return answer
