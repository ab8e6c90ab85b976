"""The public names of the package are what they say, however often and after whatever they are asked for."""

import subprocess
import sys
from types import ModuleType

import raci_graph


def test_the_names_are_sorted_and_none_is_a_module():
    assert raci_graph.__all__ == sorted(raci_graph.__all__)
    assert [name for name in raci_graph.__all__ if isinstance(getattr(raci_graph, name), ModuleType)] == []


def test_a_name_is_the_same_thing_when_all_modules_are_loaded():
    code = (
        "import pkgutil, raci_graph;"
        "first = {name: getattr(raci_graph, name) for name in raci_graph.__all__};"
        "names = [each.name for each in pkgutil.walk_packages(raci_graph.__path__, 'raci_graph.')];"
        "[__import__(name) for name in names if not name.endswith('__main__')];"
        "print([name for name, value in first.items() if getattr(raci_graph, name) is not value], len(names) > 100)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"
