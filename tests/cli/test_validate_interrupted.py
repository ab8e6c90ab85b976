"""A check on several cores that is interrupted: it ends at once, with all its processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PAGE = "# RACI\n\n| Task | Ann | Bob |\n|---|---|---|\n" + "".join(f"| Bake {n} | A | R |\n" for n in range(40))
SECONDS = 60
PROCESSES = Path("/proc")


def members(group):
    """The processes of a group that still run."""
    found = []
    for folder in PROCESSES.iterdir():
        try:
            if folder.name.isdecimal() and os.getpgid(int(folder.name)) == group:
                state = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()[0]
                found += [folder.name] if state != "Z" else []
        except OSError:
            continue
    return found


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="there is no /proc to look at processes")
def test_ctrl_c_ends_all_processes_with_130(tmp_path):
    for number in range(600):
        (tmp_path / f"p{number:03}.md").write_text(f"{PAGE}| Sell {number} | A | R |\n")
    command = [sys.executable, "-m", "raci_graph", "validate", str(tmp_path), "--no-cache"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as check:
        deadline = time.monotonic() + SECONDS
        while len(members(check.pid)) < 3 and check.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        started = len(members(check.pid))
        os.killpg(check.pid, signal.SIGINT)
        out, err = check.communicate(timeout=SECONDS)
        assert (started >= 3 or os.cpu_count() == 1, check.returncode, out) == (True, 130, "")
        assert "Traceback" not in err
        while members(check.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert members(check.pid) == []
