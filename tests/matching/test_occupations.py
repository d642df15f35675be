"""Occupations of ESCO: read from both forms of file, and found by a job title."""

from pathlib import Path

import pytest

from kennisruil.matching import actions, queries
from kennisruil.matching.rules import esco
from tests.factories import a_member, in_a_network
from tests.matching.factories import knows

HEAD = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
URI = "http://data.europa.eu/esco/occupation/x1"


def test_the_copy_that_comes_with_the_program_is_read() -> None:
    found = esco.shipped()

    assert len(found) > 3000
    assert all(one.id.startswith("occupation/") and one.isco.isdigit() for one in found)


def test_official_files_are_joined_by_concept(tmp_path: Path) -> None:
    nl, fr = tmp_path / "occupations_nl.csv", tmp_path / "occupations_fr.csv"
    nl.write_text(
        f'{HEAD}Occupation,{URI},2166,grafisch ontwerper,"vormgever\nopmaker",released\n', encoding="utf-8-sig"
    )
    fr.write_text(f"{HEAD}Occupation,{URI},2166,graphiste,,released\n", encoding="utf-8")

    (found,) = esco.official([nl, fr])

    assert (found.id, found.isco, dict(found.names), found.text) == (
        "occupation/x1",
        "2166",
        {"nl": "grafisch ontwerper", "fr": "graphiste"},
        "grafisch ontwerper, vormgever, opmaker",
    )


def test_another_file_is_refused_by_the_column_it_lacks(tmp_path: Path) -> None:
    other = tmp_path / "skills_nl.csv"
    other.write_text("conceptUri,preferredLabel\n", encoding="utf-8")

    with pytest.raises(esco.FileNotEsco) as refused:
        esco.official([other])
    assert refused.value.missing == "iscoGroup"


@pytest.mark.django_db
def test_a_job_title_finds_its_occupation_and_field_of_work() -> None:
    names = {
        "nl": ("bakker", "grafisch ontwerper"),
        "fr": ("boulanger", "graphiste"),
        "en": ("baker", "graphic designer"),
    }
    known = [
        esco.Occupation(id=f"occupation/{nr}", isco=isco, names={language: two[nr] for language, two in names.items()})
        for nr, isco in enumerate(("7512", "2166"))
    ]
    with in_a_network() as network:
        person, silent = a_member(network, job_title="grafisch vormgeefster"), a_member(network, job_title="")
        for one in (person, silent):
            knows(one, "Affiches maken.")
        actions.keep_occupations(occupations=known)
        actions.make_vectors(network_id=network.pk, member_ids=[person.pk, silent.pk])

        found = queries.work_of(network_id=network.pk, member_ids=[person.pk, silent.pk], language="fr")

        assert found == {person.pk: queries.Work(name="graphiste", field="21")}
