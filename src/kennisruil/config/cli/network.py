"""``kennisruil network``: the networks of this installation, and founding a new one."""

import click

from kennisruil.shared.languages import LANGUAGES

from .frame import answer, as_json, program


@click.group("network")
def network_command() -> None:
    """Networks of this installation: list them, found a new one."""


@network_command.command("list")
@as_json
def list_command(wants_json: bool) -> None:
    """List the networks by short name.

    \b
    Example:
      kennisruil network list --json
    """
    with program():
        from kennisruil.network.queries import all_networks

        rows = [{"slug": row.slug, "name": row.name, "is_demo": row.is_demo} for row in all_networks()]
        text = "\n".join(f"{row['slug']}  {row['name']}{'  (demo)' if row['is_demo'] else ''}" for row in rows)
        answer(rows, wants_json=wants_json, text=text or "No networks yet: `kennisruil network found`.")


@network_command.command("found")
@click.argument("slug")
@click.option("--name", required=True, help="As people know it.")
@click.option("--operator", required=True, help="The legal operator's name, as it stands on documents.")
@click.option("--enterprise-number", required=True, help="Ten digits, such as 0123.456.749.")
@click.option("--vat-kind", default="vat_business", show_default=True, help="The operator's VAT status.")
@click.option("--street", default="", help="Street and number of the operator.")
@click.option("--postcode", default="", help="Its postcode.")
@click.option("--city", default="", help="Its town.")
@click.option("--iban", default="", help="Where people pay.")
@click.option("--email", required=True, help="Of the first person in the office, who signs in with it.")
@click.option("--given-name", required=True, help="Their first name.")
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Of their mails.")
@as_json
def found_command(
    slug: str,
    name: str,
    operator: str,
    enterprise_number: str,
    vat_kind: str,
    street: str,
    postcode: str,
    city: str,
    iban: str,
    email: str,
    given_name: str,
    language: str,
    wants_json: bool,
) -> None:
    """Found a network: its coin, the shipped settings, texts and menu card, and the first person of its office.

    \b
    Example:
      kennisruil network found sint-jan --name "Netwerk Sint-Jan" --operator "Sint-Jan vzw" \\
        --enterprise-number 0123.456.749 --email ann@example.org --given-name Ann

    Prices on the shipped card are examples: change them on the page Menu card before the first session.
    """
    with program():
        from kennisruil.menu.actions import publish_shipped_card
        from kennisruil.network import actions
        from kennisruil.network.rules import PartyFactsInput
        from kennisruil.shared import clock
        from kennisruil.shared.actors import Actor
        from kennisruil.shared.ids import new_id
        from kennisruil.shared.periods import day_of
        from kennisruil.shared.scope import network_scope

        at, by = clock.now(), Actor.command("network found")
        today = day_of(at, "Europe/Brussels")
        facts = PartyFactsInput(
            legal_name=operator,
            vat_kind=vat_kind,
            enterprise_number=enterprise_number,
            vat_number=f"BE{enterprise_number}" if vat_kind == "vat_business" else "",
            street=street,
            postcode=postcode,
            city=city,
            iban=iban,
            email=email,
            language=language,
        )
        network_id = new_id(at=at)
        with network_scope(network_id):
            founded = actions.found_network(
                id=network_id,
                slug=slug,
                name=name,
                languages=list(LANGUAGES),
                on=today,
                by=by,
                at=at,
                operator=facts,
            )
            publish_shipped_card(network_id=network_id, holds_from=today, by=by, at=at)
            actions.welcome_member(
                network_id=network_id,
                id=new_id(at=at),
                email=email,
                given_name=given_name,
                language=language,
                is_office=True,
                by=by,
                at=at,
            )
            link = actions.sign_in_link(email=email)
        text = f"{founded.name} stands. {given_name} signs in, once and within 15 minutes, with\n{link}"
        answer({"id": network_id, "slug": slug, "link": link}, wants_json=wants_json, text=text)
