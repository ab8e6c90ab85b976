"""The cases of the shapes and what makes them, for other tests than their own."""

import importlib.util
from pathlib import Path


def load_cases():
    """Return the module of the tests of the cases."""
    spec = importlib.util.spec_from_file_location("cases", Path(__file__).parent / "test_cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
