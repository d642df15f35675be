"""Readable copies: made with the mail that carries them or on first request, and kept from then on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kennisruil.billing import paper
from kennisruil.billing.models import Document, Statement
from kennisruil.billing.rules.frozen import draft_from_dict, letter_from_dict, statement_from_dict
from kennisruil.billing.rules.kinds import DocumentKind
from kennisruil.billing.rules.views import StatementView
from kennisruil.shared.files import Kept, keep_file, keep_files
from kennisruil.shared.ids import derived_id
from kennisruil.shared.models import File
from kennisruil.shared.scope import network_scope

PDF = "application/pdf"


def paper_of_document(*, network_id: UUID, document_id: UUID, at: datetime) -> File:
    """Give the PDF of a document, with its XML inside where it has one; a draft's is made anew each time it changes."""
    with network_scope(network_id):
        document = Document.objects.get(network_id=network_id, pk=document_id)
        id = derived_id(document.pk, "paper", document.state, document.number)
        known = File.objects.filter(network_id=network_id, pk=id).first()
        if known is not None:
            return known
        return _keep(network_id, id, _name(document), _pdf_of(document), at)


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


def papers_of_documents(*, network_id: UUID, documents: Sequence[Document], at: datetime) -> dict[UUID, UUID]:
    """Make and keep the PDFs of several documents that have none; the answer gives the file of each document.

    Inside a network scope.
    """
    ids = {each.pk: derived_id(each.pk, "paper", each.state, each.number) for each in documents}
    known = _known(network_id, ids.values())
    bare = [each for each in documents if ids[each.pk] not in known]
    forms = File.objects.filter(network_id=network_id, pk__in=[each.xml_id for each in bare if each.xml_id])
    xml = {file.pk: bytes(file.content) for file in forms.order_by("pk")}
    made = [
        Kept(
            id=ids[each.pk],
            name=f"{_name(each)}.pdf",
            media_type=PDF,
            content=_typeset(each, xml.get(each.xml_id) if each.xml_id else None),
        )
        for each in bare
    ]
    keep_files(network_id=network_id, files=made, at=at)
    return ids


def papers_of_statements(
    *, network_id: UUID, statements: Mapping[UUID, StatementView], at: datetime
) -> dict[UUID, UUID]:
    """Make and keep the PDFs of several statements that have none; the answer gives the file of each statement."""
    ids = {id: derived_id(id, "paper") for id in statements}
    known = _known(network_id, ids.values())
    made = [
        Kept(id=ids[id], name=f"{view.number}.pdf", media_type=PDF, content=paper.render_statement(view))
        for id, view in statements.items()
        if ids[id] not in known
    ]
    keep_files(network_id=network_id, files=made, at=at)
    return ids


def _known(network_id: UUID, ids: Iterable[UUID]) -> frozenset[UUID]:
    return frozenset(File.objects.filter(network_id=network_id, pk__in=list(ids)).values_list("pk", flat=True))


def _name(document: Document) -> str:
    return document.number or f"{document.kind}-{document.drawn_on}"


def _pdf_of(document: Document) -> bytes:
    xml = bytes(File.objects.get(pk=document.xml_id).content) if document.xml_id else None
    return _typeset(document, xml)


def _typeset(document: Document, xml: bytes | None) -> bytes:
    if document.kind in (DocumentKind.LETTER, DocumentKind.RECEIPT):
        return paper.render_letter(letter_from_dict(document.content))
    return paper.render_document(draft_from_dict(document.content), xml=xml)


def _keep(network_id: UUID, id: UUID, name: str, content: bytes, at: datetime) -> File:
    return keep_file(network_id=network_id, id=id, name=f"{name}.pdf", media_type=PDF, content=content, at=at)
