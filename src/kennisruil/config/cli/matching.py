"""``kennisruil matching``: the vectors by which people are found."""

from functools import partial
from typing import Any

import click

from .frame import answer, as_json, chosen_network, program, progress, with_network


@click.group("matching")
def matching_command() -> None:
    """Look after the vectors by which people are found for a need."""


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

    Needed after another model was installed; searches go on meanwhile, by words where a vector is missing.
    """
    with program():
        from kennisruil.matching.actions import rebuild_vectors
        from kennisruil.matching.rules import model
        from kennisruil.network.queries import all_networks

        chosen = chosen_network(network_slug) if network_slug else None
        found: dict[str, Any] = {"model": model.active_name(), "people": {}}
        for network in all_networks() if model.installed() else []:
            if chosen in (None, network.pk):
                with progress(f"Reading what people of {network.slug} can do") as show:
                    found["people"][network.slug] = rebuild_vectors(
                        network_id=network.pk, anew=not only_old, on_progress=partial(show, "")
                    )
    lines = [f"{slug}: the know-how of {people} people is ready." for slug, people in found["people"].items()]
    text = "\n".join(lines) if found["model"] else "No language model is installed: people are found by words alone."
    answer(found, wants_json=wants_json, text=text)
