"""How many documents the property tests try: few and always the same, or many new ones.

RACI_GRAPH_EXAMPLES says how many each test tries; then they are new ones at each run.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

ASKED = int(os.environ.get("RACI_GRAPH_EXAMPLES", "0"))


def tries(usual):
    """Return the settings of a test that tries so many documents in a usual run."""
    return settings(
        max_examples=ASKED or usual,
        derandomize=not ASKED,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
