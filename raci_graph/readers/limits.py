"""The caps on what a reader takes in, so that a hostile file is refused and not suffered."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest document, in bytes."""

MAX_LINE = 1_000_000
"""The longest line, in characters."""

MAX_FRONT_MATTER = 64 * 1024
"""The longest YAML front matter, in characters."""
