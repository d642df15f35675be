"""Kinds and columns: guessed, shown, checked."""

import pytest

from kennisruil.porting.rules.headers import known_columns
from kennisruil.porting.rules.kinds import KINDS, fields_of
from kennisruil.porting.rules.mapping import check_mapping, guess_columns, guess_kind, lacking
from kennisruil.porting.rules.problems import MappingRefused
from kennisruil.porting.rules.reading import read_table
from kennisruil.porting.rules.table import Table
from tests.porting.sheets import csv_of


def _table(headers: str) -> Table:
    return read_table(content=csv_of(headers, ";".join("x" for _ in headers.split(";"))))


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("Organisatie;KBO-nummer;Btw-statuut;Gemeente;IBAN", "organisations"),
        ("Nom;N° BCE;Statut TVA;Code postal;Ville", "organisations"),
        ("Voornaam;Familienaam;E-mail;Functie;Organisatie", "people"),
        ("Prénom;Nom;Courriel;Téléphone", "people"),
        ("First name;Last name;Email;Phone", "people"),
        ("E-mail;Kan helpen met;Binnen of buiten job", "skills"),
        ("Partij;Saldo;Euro;Documentnummer;Documentdatum", "opening_balances"),
        ("Partie;Solde;Montant;Numéro de facture;Date de facture", "opening_balances"),
        ("Datum;Wie gaf;Wie kreeg;Onderwerp", "sessions"),
    ],
)
def test_kind_shows_in_the_headers(headers: str, kind: str) -> None:
    guess = guess_kind(table=_table(headers))

    assert guess.kind == kind
    assert lacking(kind, guess.columns) == ()


def test_look_alikes_are_guessed_but_not_sure() -> None:
    guess = guess_columns(table=_table("Naam;Gemeentee;Schoenmaat"), kind="organisations")

    assert guess.columns == {"Naam": "name", "Gemeentee": "city"}
    assert guess.sure == {"Naam"}
    assert guess.left_over == ("Schoenmaat",)


def test_every_kind_has_its_columns() -> None:
    assert tuple(known_columns()) == KINDS
    assert all(fields_of(kind) for kind in KINDS)


@pytest.mark.parametrize(
    ("kind", "columns", "reason"),
    [
        ("boats", {"Naam": "name"}, "unknown_kind"),
        ("organisations", {"Weg": "name"}, "unknown_column"),
        ("organisations", {"Naam": "shoe_size"}, "unknown_field"),
        ("organisations", {"Naam": "name", "Stad": "name"}, "field_twice"),
        ("organisations", {"Stad": "city"}, "field_missing"),
        ("people", {"Naam": "email"}, "field_missing"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(kind: str, columns: dict[str, str], reason: str) -> None:
    with pytest.raises(MappingRefused) as refusal:
        check_mapping(table=_table("Naam;Stad"), kind=kind, columns=columns)

    assert refusal.value.reason == reason
