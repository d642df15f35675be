"""A bank file brought in through the page, by the office."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kennisruil.billing.models import BankLine
from kennisruil.shared.scope import network_scope
from tests.billing.web_world import World, a_world
from tests.factories import sign_in


def bring_in(client: Client, content: bytes, name: str = "februari.cod") -> str:
    answer = client.post(reverse("billing:bank_new"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return str(answer["Location"])


def the_line(world: World) -> BankLine:
    with network_scope(world.network.pk):
        return BankLine.objects.get()


def office(client: Client, *, closed: bool = True) -> World:
    world = a_world(closed=closed)
    sign_in(client, world.office)
    return world
