"""The house stands as the architecture says, also where import-linter cannot look."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver

from kennisruil.shared import jobs
from tests.config.house import (
    ROOT,
    SOURCE,
    addresses_in_python,
    addresses_in_template,
    contract,
    floors,
    jobs_named,
    may_know,
    models_named,
    rooms,
    silenced_without_words,
    strings,
    templates_in_template,
)

_LONGEST = 400
_PACKAGES_OF_A_ROOM = {"web", "tasks", "permissions", "actions", "queries", "models", "rules"}
# The frame is made for every room: each page extends it and is built from its parts.
_FRAME = ("base.html", "parts/", "shell/")
# Home and sign-in belong to the frame too: every page may send people there.
_FRAME_ADDRESSES = ("shell:", "account_")


def files(pattern: str) -> Iterator[tuple[str, Path]]:
    """Each file of a room and the room's name."""
    for room in rooms():
        for path in sorted((SOURCE / room).rglob(pattern)):
            yield room, path


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    # A migration that makes a room's tables is as long as they are many, and nobody edits it.
    written = [
        path
        for folder in ("src", "tests", "tools")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html", ".css", ".sql"} and "migrations" not in path.parts
    ]

    long = {shown(path): size for path in written if (size := len(path.read_text().splitlines())) > _LONGEST}

    assert long == {}


def test_every_room_has_a_floor() -> None:
    assert [room for room in rooms() if room not in floors()] == []


def test_every_room_keeps_the_order_of_its_files() -> None:
    listed = {name.removeprefix("kennisruil.") for name in contract("layers", 1)["containers"]}
    ordered = {
        room for room in rooms() if len(_PACKAGES_OF_A_ROOM & {path.stem for path in (SOURCE / room).iterdir()}) > 1
    }

    # The shared room has no such order: it is tools, not a story.
    assert ordered - listed == {"shared"} & ordered


def test_a_model_points_only_at_rooms_below() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in floors()
        for field in model._meta.get_fields(include_hidden=True)
        if getattr(field, "concrete", False)
        and field.is_relation
        and field.related_model is not None
        and field.related_model._meta.app_label in floors()
        and not may_know(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert wrong == []


def test_a_model_is_named_only_by_rooms_above() -> None:
    wrong = [
        f"{shown(path)}: {text}"
        for room, path in files("*.py")
        for text in strings(path)
        if (other := models_named(text)) and not may_know(room, other)
    ]

    assert wrong == []


def test_a_migration_waits_only_for_rooms_below() -> None:
    loader = MigrationLoader(None)
    wrong = [
        f"{app}.{name} -> {other}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in floors()
        for other, _ in [*migration.dependencies, *migration.run_before]
        if other in floors() and not may_know(app, other)
    ]

    assert wrong == []


@cache
def rooms_of_addresses() -> dict[str, str]:
    """Which room's file defines each address name; names of other people's apps are left out."""

    def walk(resolver: URLResolver, room: str, space: str) -> Iterator[tuple[str, str]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                file = getattr(pattern.urlconf_name, "__name__", "")
                inside = file.split(".")[1] if file.startswith("kennisruil.") else room
                yield from walk(pattern, inside, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield space + pattern.name, room

    return {name: room for name, room in walk(get_resolver(), "", "") if room}


def addresses() -> Iterator[tuple[str, Path, str]]:
    """(room, file, address name) for each address that a file names."""
    for room, path in files("*.py"):
        yield from ((room, path, name) for name in addresses_in_python(path.read_text()))
    for room, path in files("*.html"):
        yield from ((room, path, name) for name in addresses_in_template(path.read_text()))


def test_an_address_is_named_only_by_rooms_above() -> None:
    wrong = [
        f"{shown(path)}: {name}"
        for room, path, name in addresses()
        if not name.startswith(_FRAME_ADDRESSES)
        and (other := rooms_of_addresses().get(name))
        and not may_know(room, other)
    ]

    assert wrong == []


def test_every_address_that_is_named_exists() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    namespaces = set(get_resolver().namespace_dict)

    missing = [
        f"{shown(path)}: {name}"
        for _, path, name in addresses()
        if name not in known and name.split(":")[0] not in namespaces and not name.startswith(("/", "http", "."))
    ]

    assert missing == []


def test_a_template_is_built_from_its_own_room_the_frame_and_rooms_below() -> None:
    wrong = [
        f"{shown(path)}: {name}"
        for room, path in files("*.html")
        for name in templates_in_template(path.read_text())
        if not name.startswith(_FRAME) and (other := name.split("/")[0]) in floors() and not may_know(room, other)
    ]

    assert wrong == []


def test_every_job_that_is_enqueued_exists() -> None:
    named = {(shown(path), name) for _, path in files("*.py") for name in jobs_named(path.read_text())}

    assert {(path, name) for path, name in named if name not in jobs.NAMES} == set()


def test_who_silences_a_checker_says_why() -> None:
    places = [ROOT / place for place in ("src", "tests", "tools")]
    code = [path for place in places for path in place.rglob("*.py")]
    scripts = [path for path in places[-1].iterdir() if path.is_file() and not path.suffix]

    silent = [
        f"{shown(path)}:{line}" for path in [*code, *scripts] for line in silenced_without_words(path.read_text())
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (may_know("ledger", "billing"), False),
        (may_know("billing", "pathway"), False),
        (may_know("billing", "ledger"), True),
        (models_named("billing.Document"), "billing"),
        (models_named("auth.User"), None),
        (list(addresses_in_python("reverse('documents'); redirect(x); other('y')")), ["documents"]),
        (list(addresses_in_template("{% url 'needs' pk %} {%url \"a:b\"%}")), ["needs", "a:b"]),
        (
            list(templates_in_template("{% extends \"base.html\" %}{% include 'x/y.html' with a=1 %}")),
            ["base.html", "x/y.html"],
        ),
        (silenced_without_words("a  # " + "noqa\nb  # " + "type: ignore[x-y]  # set by the shell\n"), [1]),
        (list(jobs_named("jobs.enqueue('a.b', network_id=n); enqueue(name)")), ["a.b"]),
    ],
)
def test_the_readers_see_what_they_should(found: object, expected: object) -> None:
    assert found == expected
