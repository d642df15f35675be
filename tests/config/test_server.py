"""The embedded server survives what happens to the programs that use it."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kennisruil.config.server import Server, ServerProblem, read_card
from kennisruil.config.server.home import Card
from kennisruil.config.server.memory import page_memory

HOLD = """
import sys, time
from pathlib import Path
from kennisruil.config.server import Server
server = Server(Path(sys.argv[1]))
server.start()
print("holding", flush=True)
sys.stdin.readline()
server.stop()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A home of its own; whatever a test left running is stopped."""
    folder = tmp_path / "home"
    yield folder
    card = read_card(folder)
    if card is not None:
        with Server(folder):
            pass
        shutil.rmtree(card.place)


def hold(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "holding\n"
    return process


def let_go(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n", timeout=30)
    assert process.returncode == 0


def answers(folder: Path) -> bool:
    card = read_card(folder)
    assert card is not None
    try:
        psycopg.connect(card.url("kr_app"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster_pid(folder: Path) -> int:
    card = read_card(folder)
    assert card is not None
    return int((card.data / "postmaster.pid").read_text().split("\n")[0])


def wait_until(condition: "object", *, seconds: float) -> bool:
    assert callable(condition)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_start_makes_everything_and_stop_leaves_nothing(folder: Path) -> None:
    server = Server(folder)
    told: list[str] = []

    server.start(told.append)
    with psycopg.connect(server.url("kr_app")) as connection:
        who = connection.execute("SELECT current_user, current_database()").fetchone()
        pages = connection.execute(
            "SELECT setting::int * 8 / 1024 FROM pg_settings WHERE name = 'shared_buffers'"
        ).fetchone()
    server.stop()

    assert who == ("kr_app", "kennisruil")
    assert pages is not None
    assert f"{pages[0]}MB" == page_memory()
    assert told == ["Making the database (once, a few seconds)", "Making the roles and the empty database"]
    assert not answers(folder)


def test_secrets_are_closed_to_others(folder: Path) -> None:
    with Server(folder):
        card = read_card(folder)
        assert card is not None

        assert (folder / "server.json").stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700
        assert card.socket_folder.stat().st_mode & 0o777 == 0o700
        assert not list(card.place.glob("password"))


def test_no_password_no_entry(folder: Path) -> None:
    with Server(folder) as server:
        address = server.url("kr_app").replace(":" + server.url("kr_app").split(":")[2].split("@")[0], ":wrong")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(address)


def test_the_last_holder_stops_it(folder: Path) -> None:
    first, second = hold(folder), hold(folder)

    let_go(first)
    between = answers(folder)
    let_go(second)

    assert (between, answers(folder)) == (True, False)


def test_two_programs_starting_at_once_share_one_server(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    programs = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]

    words = [program.stdout.readline() for program in programs if program.stdout]
    between = answers(folder)
    for program in programs:
        let_go(program)

    assert words == ["holding\n"] * 4
    assert (between, answers(folder)) == (True, False)


def test_kill_of_the_holder_loses_nothing_and_the_next_takes_over(folder: Path) -> None:
    killed = hold(folder)
    with psycopg.connect(Server(folder).url("kr_owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS x")
    pid = postmaster_pid(folder)

    killed.kill()
    killed.communicate()
    with Server(folder) as server, psycopg.connect(server.url("kr_app")) as connection:
        kept = connection.execute("SELECT x FROM kept").fetchone()
        same = postmaster_pid(folder) == pid

    assert (kept, same) == ((1,), True)
    assert not answers(folder)


def test_kill_of_the_last_holder_stops_the_server_after_a_while(folder: Path) -> None:
    killed = hold(folder)

    killed.kill()
    killed.communicate()

    assert wait_until(lambda: not answers(folder), seconds=15)


def test_kill_of_the_server_itself_is_recovered_at_the_next_start(folder: Path) -> None:
    holder = hold(folder)
    with psycopg.connect(Server(folder).url("kr_owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS x")
    for pid in [postmaster_pid(folder)]:
        os.kill(pid, signal.SIGKILL)
    holder.kill()
    holder.communicate()

    with Server(folder) as server, psycopg.connect(server.url("kr_app")) as connection:
        kept = connection.execute("SELECT x FROM kept").fetchone()

    assert kept == (1,)


def test_a_stale_process_number_is_not_believed(folder: Path) -> None:
    with Server(folder):
        pass
    card = read_card(folder)
    assert card is not None
    # After a crash and a restart of the machine the number may be anybody's: here it is ours.
    (card.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{card.data}\n1\n5432\n{card.socket_folder}\n\n0 0\nready\n"
    )

    with Server(folder):
        assert postmaster_pid(folder) != os.getpid()


def test_a_home_with_a_long_name_gets_a_short_socket(tmp_path: Path) -> None:
    place = tmp_path / ("long-" * 20) / ("longer " * 10)
    place.mkdir(parents=True)

    card = Card(id="0123456789ab", place=place, passwords={})

    assert card.socket_folder == Path(f"/tmp/kennisruil-{os.geteuid()}-0123456789ab")


def test_a_killed_first_start_is_made_again(folder: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    wait_until(lambda: read_card(folder) is not None and any(read_card(folder).place.glob("data*")), seconds=10)
    process.kill()
    process.communicate()

    with Server(folder) as server:
        psycopg.connect(server.url("kr_app")).close()


def test_a_forked_child_does_not_stop_the_server(folder: Path) -> None:
    with Server(folder) as server:
        child = multiprocessing.get_context("fork").Process(target=server.stop)
        child.start()
        child.join()

        assert answers(folder)


def test_a_damaged_data_folder_is_said_plainly(folder: Path) -> None:
    with Server(folder):
        card = read_card(folder)
        assert card is not None
    (card.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(ServerProblem, match="made by another version of PostgreSQL"):
        Server(folder).start()

    (card.data / "PG_VERSION").write_text("18\n")
