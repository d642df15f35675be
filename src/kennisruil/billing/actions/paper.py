"""Readable copies: made on first request, kept from then on."""

from datetime import datetime
from uuid import UUID

from kennisruil.billing import paper
from kennisruil.billing.models import Document, Statement
from kennisruil.billing.rules.frozen import draft_from_dict, letter_from_dict, statement_from_dict
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.shared.files import keep_file
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope


def paper_of_document(*, network_id: UUID, document_id: UUID, at: datetime) -> File:
    """Give the PDF of a document, with its XML inside where it has one; a draft's is made anew each time it changes."""
    with network_scope(network_id):
        document = Document.objects.get(network_id=network_id, pk=document_id)
        id = derived_id(document.pk, "paper", document.state, document.number)
        known = File.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        name = document.number or f"{document.kind}-{document.drawn_on}"
        return _keep(network_id, id, name, _pdf_of(document), at)


def paper_of_statement(*, network_id: UUID, statement_id: UUID, at: datetime) -> File:
    """Give the PDF of a statement."""
    with network_scope(network_id):
        statement = Statement.objects.get(network_id=network_id, pk=statement_id)
        id = derived_id(statement.pk, "paper")
        known = File.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        return _keep(
            network_id, id, statement.number, paper.render_statement(statement_from_dict(statement.content)), at
        )


def _pdf_of(document: Document) -> bytes:
    if document.kind in (DocumentKind.LETTER, DocumentKind.RECEIPT):
        return paper.render_letter(letter_from_dict(document.content))
    xml = bytes(File.objects.get(pk=document.xml_id).content) if document.xml_id else None
    return paper.render_document(draft_from_dict(document.content), xml=xml)


def _keep(network_id: UUID, id: UUID, name: str, content: bytes, at: datetime) -> File:
    return keep_file(
        network_id=network_id, id=id, name=f"{name}.pdf", media_type="application/pdf", content=content, at=at
    )
