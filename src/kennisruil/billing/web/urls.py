"""Addresses of the billing room."""

from django.urls import path

from kennisruil.billing.web import (
    account,
    answer,
    close,
    document,
    documents,
    files,
    leaving,
    limits,
    payments,
    reversal,
    sentences,
    setoff,
    settling,
    statement,
    waiting,
)

assert sentences, "imported for what it registers"
app_name = "billing"

urlpatterns = [
    path("my-account/", account.account, name="account"),
    path("my-documents/", documents.my_documents, name="my_documents"),
    path("statements/<uuid:statement_id>/", statement.statement, name="statement"),
    path("statements/<uuid:statement_id>/pdf/", files.statement_pdf, name="statement_pdf"),
    path("documents/", documents.documents, name="documents"),
    path("documents/waiting/", waiting.waiting, name="waiting"),
    path("documents/<uuid:document_id>/", document.document, name="document"),
    path("documents/<uuid:document_id>/pdf/", files.document_pdf, name="document_pdf"),
    path("documents/<uuid:document_id>/xml/", files.document_xml, name="document_xml"),
    path("documents/<uuid:document_id>/accept/", document.accept, name="accept"),
    path("documents/<uuid:document_id>/refuse/", document.refuse, name="refuse"),
    path("documents/<uuid:document_id>/again/", document.again, name="draw_again"),
    path("documents/<uuid:document_id>/in-euro/", document.in_euro, name="in_euro"),
    path("answer/draft/<str:token>/", answer.answer, name="answer"),
    path("supplies/<uuid:supply_id>/take-back/", reversal.take_back, name="reverse"),
    path("accounts/<uuid:party_id>/", account.party_account, name="party_account"),
    path("accounts/<uuid:party_id>/balance.csv", account.account_csv, name="account_csv"),
    path("accounts/<uuid:party_id>/limits/", limits.limits, name="limits"),
    path("accounts/<uuid:party_id>/payment/", payments.pay, name="pay"),
    path("accounts/<uuid:party_id>/write-off/", settling.write_off, name="write_off"),
    path("accounts/<uuid:party_id>/opening/", settling.opening, name="opening"),
    path("accounts/<uuid:party_id>/leaving/", leaving.leaving, name="leaving"),
    path("accounts/<uuid:party_id>/set-off/", setoff.set_off, name="set_off"),
    path("accounts/<uuid:party_id>/give-away/", settling.give_away, name="give_away"),
    path("payments/", payments.payments, name="payments"),
    path("payments/new/", payments.choose_payer, name="choose_payer"),
    path("close/", close.months, name="months"),
    path("close/months.csv", close.months_csv, name="months_csv"),
    path("close/<str:month>/", close.month, name="close_month"),
    path("close/<str:month>/progress/", close.progress, name="close_progress"),
    path("close/<str:month>/result/", close.result, name="close_result"),
    path("close/<str:month>/documents.zip", files.month_archive, name="month_archive"),
]
