"""Vendored files are the ones we chose, and drag nothing else in."""

import hashlib
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "src" / "kennisruil" / "shell" / "static" / "shell"
README = (STATIC / "vendor" / "README.md").read_text("utf-8")
LISTED = dict(re.findall(r"^\| ([\w/.-]+) \|.*\| ([0-9a-f]{64}) \|$", README, flags=re.MULTILINE))


def test_every_vendored_file_has_its_hash() -> None:
    found = [*(STATIC / "vendor").glob("*.js"), *(STATIC / "fonts").glob("*.woff2")]

    assert {str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found} == LISTED


def test_no_script_names_a_source_map() -> None:
    assert [path.name for path in STATIC.rglob("*.js") if "sourceMappingURL" in path.read_text("utf-8")] == []


def test_every_vendored_folder_has_a_licence() -> None:
    assert sorted(path.name for path in STATIC.rglob("*LICENSE.txt")) == ["LICENSE.txt", "htmx-LICENSE.txt"]
