"""raci.toml and the command line: merged, checked, and refused with the file and the key."""

import datetime

import pytest

from raci_graph.errors import UsageError
from raci_graph.model import About
from raci_graph.settings import checked, is_language_tag, merged, read_settings, settings_beside

ALL = """\
[matrix]
base = "https://example.org/id/"
publisher = "Example Ltd"
id = "mail-service"
version = "2026-01-31"
language = "en-GB"
title = "Mail service"
service = "Mail"
provider = "Example"
consumer = "Customer"
license = "https://creativecommons.org/licenses/by/4.0/"
published-at = "https://example.org/page"
issued = 2026-01-31
previous-version = "2025-06-30"
transcription-version = "1.0.0"
"""


@pytest.fixture
def toml(tmp_path):
    def write(text):
        path = tmp_path / "raci.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_every_key_is_read(toml):
    assert read_settings(toml(ALL)) == About(
        base="https://example.org/id/",
        publisher="Example Ltd",
        id="mail-service",
        version="2026-01-31",
        language="en-GB",
        title="Mail service",
        service="Mail",
        provider="Example",
        consumer="Customer",
        license="https://creativecommons.org/licenses/by/4.0/",
        published_at="https://example.org/page",
        issued=datetime.date(2026, 1, 31),
        previous_version="2025-06-30",
        transcription_version="1.0.0",
    )


def test_an_empty_file_says_nothing(toml):
    assert read_settings(toml("")) == About()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[matrx]\n", "unknown key 'matrx'. Did you mean 'matrix'?"),
        ("base = 'https://example.org/'\n", "unknown key 'base'. Known keys: matrix, validate"),
        ("matrix = 1\n", "'matrix' must be a table. Write [matrix] above its keys"),
        ("[matrix]\npublishd-at = 'x'\n", "unknown key 'publishd-at'. Did you mean 'published-at'?"),
        ("[matrix]\nversion = 2026-01-31\n", "'version' must be a text. Mend its value"),
        ("[matrix]\nid = 7\n", "'id' must be a text. Mend its value"),
        ("[matrix]\nissued = '2026-01-31'\n", "'issued' must be a date, such as 2026-01-31. Mend its value"),
        ("[matrix]\nissued = 2026-01-31T10:00:00\n", "'issued' must be a date, such as 2026-01-31. Mend its value"),
        ("[matrix]\nbase = 'example.org/'\n", "base 'example.org/' is not an absolute IRI. Write it in full"),
        ("[matrix]\nbase = 'https://a b/'\n", "base 'https://a b/' is not an absolute IRI. Write it in full"),
        ("[matrix]\nbase = 'https://[a/'\n", "base 'https://[a/' is not an absolute IRI. Write it in full"),
        ("[matrix]\nbase = 'https://a/%zz/'\n", "base 'https://a/%zz/' is not an absolute IRI. Write it in full"),
        ("[matrix]\nbase = 'https://a.org'\n", "base 'https://a.org' must end in '/' or '#'. Write 'https://a.org/'"),
        ("[matrix]\npublished-at = 'page'\n", "published-at 'page' is not an absolute IRI. Write it in full"),
        ("[matrix]\nlicense = 'MIT'\n", "license 'MIT' is not an absolute IRI. Write it in full"),
        ("[matrix]\nlanguage = 'e'\n", "language 'e' is not a language tag. Write a tag such as en or en-GB"),
    ],
)
def test_what_cannot_be_is_refused_with_file_and_key(text, message, toml):
    path = toml(text)
    with pytest.raises(UsageError) as caught:
        read_settings(path)
    assert str(caught.value) == f"{path}: {message}"


@pytest.mark.parametrize("text", ["[matrix\n", b"title = '\xff'\n"])
def test_what_is_not_toml_is_refused_with_the_file(text, toml):
    path = toml(text)
    with pytest.raises(UsageError, match="this is not TOML") as caught:
        read_settings(path)
    assert caught.value.place == str(path)


def test_settings_lie_beside_a_document_or_in_the_folder(toml, tmp_path):
    toml("[matrix]\nid = 'mail'\n")
    assert settings_beside(tmp_path / "page.md") == settings_beside(tmp_path) == About(id="mail")


def test_without_a_file_nothing_is_set(tmp_path):
    assert settings_beside(tmp_path / "page.md") == About()


def test_the_command_line_wins_key_by_key():
    settings = About(base="https://a.org/", id="a", language="en")
    assert merged(settings, About(id="b", version="2")) == About(
        base="https://a.org/", id="b", language="en", version="2"
    )


def test_names_are_composed_as_the_readers_compose_a_document():
    assert checked(About(provider="Socie\u0301te\u0301"), "here") == About(provider="Soci\u00e9t\u00e9")


@pytest.mark.parametrize("tag", ["en", "en-GB", "und", "zh-Hant-TW", "de-1996"])
def test_a_language_tag_is_one(tag):
    assert is_language_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "en_US", "en-", "en GB", "12", "abcdefghi", "\u00e9n"])
def test_what_is_no_language_tag_is_none(tag):
    assert not is_language_tag(tag)
