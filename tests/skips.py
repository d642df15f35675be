"""In continuous integration a skipped test is a failed one, unless ``tests/skips.txt`` names it with a reason."""

import os
from pathlib import Path

import pytest

_LIST = Path(__file__).parent / "skips.txt"
_skipped: dict[str, str] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped[report.nodeid.removesuffix("@browser")] = str(
            report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        )


def allowed_skips(text: str) -> set[str]:
    """The tests named in the list: each line is a test's id, two spaces, and the reason."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert all("  " in line.strip() for line in lines), "each line of skips.txt needs a reason after two spaces"
    return {line.split("  ")[0] for line in lines}


def unexplained() -> list[str]:
    allowed = allowed_skips(_LIST.read_text())
    return sorted(test for test in _skipped if test not in allowed and test.split("::")[0] not in allowed)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("CI") == "true" and not hasattr(session.config, "workerinput") and unexplained():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    browser = [test for test in _skipped if test.startswith("tests/browser")]
    if browser:
        terminalreporter.write_line(f"NO BROWSER: {len(browser)} browser tests were skipped.", yellow=True, bold=True)
    if os.environ.get("CI") == "true":
        for test in unexplained():
            terminalreporter.write_line(
                f"FAILED {test} was skipped and tests/skips.txt does not say why: {_skipped[test]}", red=True
            )
