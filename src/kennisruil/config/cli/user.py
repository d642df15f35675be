"""``kennisruil user``: who can sign in, and a link for who cannot."""

import click

from kennisruil.shared.languages import LANGUAGES

from .frame import Wrong, answer, as_json, chosen_network, program, with_network


@click.group("user")
def user_command() -> None:
    """People who sign in: add, list, and make a sign-in link without a password or a mail."""


@user_command.command("add")
@click.argument("email")
@click.option("--given-name", required=True, help="First name.")
@click.option("--family-name", default="", help="Family name.")
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Of mails.")
@click.option("--office", "is_office", is_flag=True, help="Works in the network's office.")
@with_network
@as_json
def add_command(
    email: str,
    given_name: str,
    family_name: str,
    language: str,
    is_office: bool,
    network_slug: str | None,
    wants_json: bool,
) -> None:
    """Add a person with a login and write the invitation mail.

    \b
    Example:
      kennisruil user add ann@example.org --given-name Ann --office --network sint-jan
    """
    with program():
        from kennisruil.network import actions
        from kennisruil.shared import clock
        from kennisruil.shared.actors import Actor
        from kennisruil.shared.ids import new_id
        from kennisruil.shared.scope import network_scope

        network_id = chosen_network(network_slug)
        at = clock.now()
        with network_scope(network_id):
            member = actions.welcome_member(
                network_id=network_id,
                id=new_id(at=at),
                email=email,
                given_name=given_name,
                family_name=family_name,
                language=language,
                is_office=is_office,
                by=Actor.command("user add"),
                at=at,
            )
        answer({"id": member.pk, "email": email}, wants_json=wants_json, text=f"{given_name} can sign in as {email}.")


@user_command.command("list")
@with_network
@as_json
def list_command(network_slug: str | None, wants_json: bool) -> None:
    """List who can sign in to a network, by e-mail address.

    \b
    Example:
      kennisruil user list --json
    """
    with program():
        from kennisruil.network.models import Membership
        from kennisruil.shared.scope import network_scope

        network_id = chosen_network(network_slug)
        with network_scope(network_id):
            places = Membership.objects.filter(network_id=network_id).select_related("login", "member")
            rows = [
                {
                    "email": place.login.email,
                    "name": f"{place.member.given_name} {place.member.family_name}".strip(),
                    "office": place.is_office,
                    "books": place.may_keep_books,
                    "active": place.is_active,
                }
                for place in places.order_by("login__email", "pk")
            ]
        answer(rows, wants_json=wants_json, text="\n".join(map(_line, rows)) or "Nobody can sign in yet.")


@user_command.command("link")
@click.argument("email")
def link_command(email: str) -> None:
    """Print a link that signs EMAIL in, once, within 15 minutes.

    \b
    Example:
      kennisruil user link ann@example.org
    """
    with program():
        from kennisruil.network.actions import sign_in_link
        from kennisruil.network.models import Login

        try:
            click.echo(sign_in_link(email=email))
        except Login.DoesNotExist as error:
            raise Wrong(f"Nobody signs in as {email}.") from error


def _line(row: dict[str, object]) -> str:
    roles = [role for role in ("office", "books") if row[role]] + ([] if row["active"] else ["closed"])
    return f"{row['email']}  {row['name']}" + (f"  ({', '.join(roles)})" if roles else "")
