"""``kennisruil matching``: the vectors by which people are found."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from .frame import Wrong, answer, as_json, chosen_network, program, progress, with_network


@click.group("matching")
def matching_command() -> None:
    """Look after the vectors by which people are found for a need."""


@matching_command.command("esco")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def esco(files: tuple[Path, ...], wants_json: bool) -> None:
    """Read in the occupations of ESCO: the official CSV files, one per language, or the copy that comes along.

    \b
    Examples:
      kennisruil matching esco
      kennisruil matching esco occupations_nl.csv occupations_fr.csv occupations_en.csv

    Then rebuild, so that each job title finds its occupation.
    """
    with program():
        from kennisruil.matching.actions import keep_occupations
        from kennisruil.matching.rules.esco import FileNotEsco, official, shipped

        try:
            occupations = official(files) if files else shipped()
        except FileNotEsco as refused:
            raise Wrong(
                f"{refused.path} is no file of ESCO occupations: the column {refused.missing} is missing."
            ) from None
        with progress("Reading occupations") as show:
            kept = keep_occupations(occupations=occupations, on_progress=partial(show, ""))
    text = f"{kept} occupations are kept; now run `kennisruil matching rebuild`."
    if not kept:
        text = "No language model is installed, and an occupation is found by its meaning alone: nothing was kept."
    answer({"kept": kept}, wants_json=wants_json, text=text)


@matching_command.command("rebuild")
@click.option("--only-old", is_flag=True, help="Leave those that are of what people say now.")
@with_network
@as_json
def rebuild(only_old: bool, network_slug: str | None, wants_json: bool) -> None:
    """Make the vectors of what people can do again, in every network or in one, with the model of this installation.

    \b
    Examples:
      kennisruil matching rebuild
      kennisruil matching rebuild --only-old --network sint-jan

    Needed after another model was installed; searches go on meanwhile, by words where a vector is missing. The theme of
    each statement is suggested anew too, unless somebody chose one; for that alone --only-old is enough.
    """
    with program():
        from kennisruil.matching.actions import rebuild_vectors
        from kennisruil.matching.rules import model
        from kennisruil.network.queries import all_networks

        chosen = chosen_network(network_slug) if network_slug else None
        found: dict[str, Any] = {"model": model.active_name(), "people": {}}
        for network in all_networks():
            if chosen in (None, network.pk):
                with progress(f"Reading what people of {network.slug} can do") as show:
                    found["people"][network.slug] = rebuild_vectors(
                        network_id=network.pk, anew=not only_old, on_progress=partial(show, "")
                    )
    lines = [f"{slug}: the know-how of {people} people is ready." for slug, people in found["people"].items()]
    text = "\n".join(lines) if found["model"] else "No language model is installed: people are found by words alone."
    answer(found, wants_json=wants_json, text=text)
