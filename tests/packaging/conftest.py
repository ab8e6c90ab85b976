"""The built distributions, each built once in a test run."""

import subprocess
import sys
import tarfile
import zipfile

import pytest


def build(kind, source, target):
    """Build one distribution of the project in ``source``, with the installed hatchling, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(repository, tmp_path_factory):
    return build("wheel", repository, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(repository, tmp_path_factory):
    return build("sdist", repository, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def unpacked_sdist(sdist, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked-sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (top,) = folder.iterdir()
    return top


@pytest.fixture(scope="session")
def wheel_from_sdist(unpacked_sdist, tmp_path_factory):
    return build("wheel", unpacked_sdist, tmp_path_factory.mktemp("wheel-from-sdist"))


@pytest.fixture(scope="session")
def unpacked_wheel(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked-wheel")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def files_below():
    """``files_below(folder)``: the paths of all files below a folder, relative to it, without Python's caches."""

    def paths(folder):
        found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(folder).as_posix() for path in found}

    return paths
