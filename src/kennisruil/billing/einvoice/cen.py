"""The official CEN rules of EN 16931, run with Saxon where both are installed; compiled once a process."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from kennisruil.billing.rules.values import Finding, Severity

_RULES = Path("resources/schematron/en16931_base/CEN-EN16931-UBL.xslt")
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def cen_installed() -> bool:
    """Whether the rules and the processor are there; the product runs without them, its tests do not."""
    return find_spec("saxonche") is not None and _rules_path() is not None


def validate_cen(xml: bytes) -> list[Finding]:
    """Run the CEN rules over a UBL document; an empty list says that it holds. About 30 ms once compiled."""
    processor, executable = _compiled()
    node = processor.parse_xml(xml_text=xml.decode("utf-8"))
    report = etree.fromstring(executable.transform_to_string(xdm_node=node).encode("utf-8"))
    return [_finding(failed) for failed in report.iter(f"{_SVRL}failed-assert")]


def _finding(failed: etree._Element) -> Finding:
    return Finding(
        rule=failed.get("id", ""),
        message=(failed.findtext(f"{_SVRL}text") or "").strip(),
        location=failed.get("location", ""),
        severity=Severity.FATAL if failed.get("flag") == "fatal" else Severity.WARNING,
    )


@cache
def _compiled() -> tuple[Any, Any]:
    path = _rules_path()
    assert path is not None
    # 200 MB in memory, so loaded only where it is asked for.
    processor = import_module("saxonche").PySaxonProcessor(license=False)
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))


@cache
def _rules_path() -> Path | None:
    spec = find_spec("mcp_einvoicing_core")
    folders = list(spec.submodule_search_locations or []) if spec else []
    paths = [Path(folder) / _RULES for folder in folders]
    return next((path for path in paths if path.is_file()), None)
