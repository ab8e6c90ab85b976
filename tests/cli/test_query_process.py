"""raci-graph query as a process: a limit of time, Ctrl-C, a reader that goes away, and little room for many rows."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from raci_graph.cli.child import pieces_of
from raci_graph.errors import StoreError, UsageError

RUNAWAY = (
    "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r "
    'FILTER (CONCAT(STR(?c), STR(?f), STR(?i), STR(?l), STR(?o), STR(?r)) = "x") }'
)
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
NUMBERS = " ".join(map(str, range(1000)))
MILLION = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"
ROOM = 300 << 20
PATIENCE = 60
TOO_LATE = (
    "raci-graph: no complete answer within 0.3 seconds. Ask for less, or with LIMIT, or allow more with --timeout\n"
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


@pytest.fixture
def start(tmp_path):
    """``start("handovers")``: starts ``raci-graph query`` in a group of processes of its own, which is ended after."""
    started = []

    def run(*arguments, **options):
        command = [sys.executable, "-m", "raci_graph", "query", *map(str, arguments)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdout=pipe, stderr=pipe, start_new_session=True, cwd=tmp_path, **options)
        started.append(process)
        return process

    yield run
    for process in started:
        if group(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)


def group(process):
    """The processes of the group of a process that are still there; the first may be waited for by nobody yet."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,pid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(row[1]) for row in rows if row[0] == str(process.pid) and not row[2].startswith("Z")]


def wait_until(done):
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def wait_for_child(process):
    wait_until(lambda: len(group(process)) == 2)


def ended(process):
    out, err = process.communicate(timeout=PATIENCE)
    wait_until(lambda: group(process) == [])
    return process.returncode, out.decode(), err.decode()


@posix
def test_a_query_that_runs_away_is_ended(start):
    assert ended(start(RUNAWAY, "--timeout", "0.3")) == (4, "", TOO_LATE)


@posix
def test_a_query_that_never_ends_to_answer_is_ended(start):
    code, out, err = ended(start(MANY, "--timeout", "3", "--format", "csv"))  # the first rows are there long before
    assert (code, err) == (4, TOO_LATE.replace("0.3", "3"))
    assert out.startswith("a,b,c,d,e,f,g,h,i,j,k,l\r\n")


@posix
@pytest.mark.parametrize("query", [RUNAWAY, MANY])
def test_an_answer_that_is_not_complete_is_no_file(query, start, tmp_path):
    (tmp_path / "old.csv").write_text("old")
    for name in ("old.csv", "new.csv"):
        assert ended(start(query, "--timeout", "0.3", "-o", name)) == (4, "", TOO_LATE)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.csv", "old")]


def test_a_limit_that_is_not_met_changes_nothing(raci, lending):
    assert raci("query", "handovers", lending, "--timeout", "600") == raci("query", "handovers", lending)


@posix
@pytest.mark.parametrize("options", [(), ("-o", "answer.csv")])
def test_ctrl_c_ends_it_at_once(options, start, tmp_path):
    process = start(RUNAWAY, *options)
    wait_for_child(process)
    os.killpg(process.pid, signal.SIGINT)  # a terminal gives it to both processes
    assert ended(process) == (130, "", "\n")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def silent():
    """The address of a server that never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/query"


def test_a_server_that_does_not_answer_is_left(silent, fails):
    line = fails(4, "query", "handovers", "--store", silent, "--timeout", "0.3")
    assert line.startswith(f"{silent}: no complete answer within 0.3 seconds. ")


@posix
def test_ctrl_c_ends_the_asking_of_a_server(silent, start):
    process = start("handovers", "--store", silent)
    wait_for_child(process)
    os.killpg(process.pid, signal.SIGINT)
    assert ended(process) == (130, "", "\n")


@posix
def test_an_interrupt_of_the_first_process_ends_both(start):
    process = start(RUNAWAY)
    wait_for_child(process)
    process.send_signal(signal.SIGINT)
    assert ended(process) == (130, "", "\n")


@posix
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_the_first_is_killed(how, start):
    process = start(RUNAWAY)
    wait_for_child(process)
    process.send_signal(how)
    assert ended(process) == (-how, "", "")


@posix
def test_who_has_read_enough_ends_it(start):
    process = start(MANY, "--format", "tsv")
    assert process.stdout.readline() == b"?a\t?b\t?c\t?d\t?e\t?f\t?g\t?h\t?i\t?j\t?k\t?l\n"
    process.stdout.close()
    assert process.wait(PATIENCE) == 0
    assert process.stderr.read() == b""
    wait_until(lambda: group(process) == [])


@posix
@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_million_rows_need_little_room(form, start):
    import resource

    process = start(MILLION, "--format", form, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM)))
    found = set()
    for line in process.stdout:
        numbers = tuple(int(part) for part in line.replace(b",", b" ").split() if part.isdigit())
        if numbers:
            found.add(numbers[0] * 1000 + numbers[1])
    assert found == set(range(1_000_000))
    assert ended_quietly(process)


def ended_quietly(process):
    return (process.wait(PATIENCE), process.stderr.read()) == (0, b"")


@posix
def test_a_process_that_runs_out_of_memory_is_told(start):
    import resource

    sorted_rows = f"{MILLION} ORDER BY DESC(?a + ?b)"
    process = start(sorted_rows, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM // 2, ROOM // 2)))
    code, out, err = ended(process)
    assert (code, out) == (4, "")
    assert err.splitlines()[-1] == (
        "raci-graph: the process of the query died. "
        "If nothing else is said above, memory ran out: ask for less, or with LIMIT"
    )


def test_a_system_without_fork_starts_anew(lending, raci):
    program = "import sys; from raci_graph.cli import child, run; child._FORKS = False; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "query"]
    done = subprocess.run([*command, "handovers", "--format", "csv"], capture_output=True, text=False, check=True)
    assert done.stdout.decode() == raci("query", "handovers", "--format", "csv").out
    failed = subprocess.run([*command, "handover"], capture_output=True, text=True, check=False)
    line = "raci-graph: there is no saved question 'handover'. Did you mean 03-handovers?\n"
    assert (failed.returncode, failed.stdout, failed.stderr) == (2, "", line)


# The other process by itself.


class Letters:
    """Work that says what a test wants."""

    def __init__(self, *parts):
        self.parts = parts

    def __call__(self, started):
        started()
        for part in self.parts:
            if isinstance(part, Exception):
                raise part
            if isinstance(part, int):
                os._exit(part)
            yield part


def test_pieces_come_in_order():
    assert "".join(pieces_of(Letters("a", "é", "", "c" * 200_000), None)) == "aé" + "c" * 200_000


def test_an_error_comes_with_all_its_parts():
    error = UsageError("no", place="there", remedy="Do that")
    with pytest.raises(UsageError) as caught:
        list(pieces_of(Letters("a", error), None))
    assert (caught.value.message, caught.value.place, caught.value.remedy) == ("no", "there", "Do that")


def test_a_process_that_dies_is_an_error():
    with pytest.raises(StoreError, match=r"^the process of the query died"):
        list(pieces_of(Letters("a", 9), None))
