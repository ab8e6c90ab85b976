"""The rules by which Apache leads an IRI to its page or its Turtle; they lead where the redirects of w3id do."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

_HTML = (
    "RewriteCond %{HTTP_ACCEPT} text/html [OR]",
    r"RewriteCond %{HTTP_ACCEPT} application/xhtml\+xml",
)
_HEAD = r"""# Leads the IRIs of this dataset to their pages, and programs to their Turtle. Written by 'raci-graph site'.
# The site stands at {path}: another place needs another RewriteBase.
Options -MultiViews -Indexes
DirectoryIndex index.html
DirectorySlash Off
AddType text/turtle .ttl
AddType application/n-triples .nt
AddType application/ld+json .jsonld
AddType application/sparql-query .rq
AddType application/wasm .wasm
AddCharset utf-8 .ttl .nt .csv .html .css .js .rq
<IfModule mod_headers.c>
Header always merge Vary "Accept"
Header always set X-Content-Type-Options "nosniff"
Header always set Referrer-Policy "no-referrer"
Header set Access-Control-Allow-Origin "*" "expr=%{{REQUEST_URI}} =~ m#\.(?:ttl|nt|jsonld|csv)$#"
</IfModule>
RewriteEngine on
RewriteOptions AllowNoSlash
RewriteBase {path}

# A file is a file.
RewriteCond %{{REQUEST_FILENAME}} -f
RewriteRule ^ - [L]
"""
_FOLDERS = r"""
# Any other folder with a page
RewriteCond %{REQUEST_FILENAME}/index.html -f
RewriteRule ^(.*[^/])/?$ $1/index.html [R=302,NE,L]
"""


class Rule(NamedTuple):
    """Where IRIs lead.

    Attributes:
        about: what they name.
        pattern: a regular expression of their paths below the site.
        page: where a browser is led.
        data: where a program is led.
        file: what must be there for the rule to hold, below the path that was asked for; None if nothing.
    """

    about: str
    pattern: str
    page: str
    data: str
    file: str | None = None


_MODULE = "(role-sets|(?:alignments|inference)/[a-z-]+)"
_VERSION = r"([0-9]+\.[0-9]+\.[0-9]+)"
_RULE = "rules/$1.html"
RULES = (
    Rule("The front page", "^$", "index.html", "index.html"),
    Rule("The ontology; its terms are ns#Name", "^ns/?$", "ns/index.html", "ns/raci.ttl"),
    Rule("A version of it", r"^ns/([0-9]+\.[0-9]+\.[0-9]+)/?$", "ns/$1/index.html", "ns/$1/raci.ttl"),
    Rule("A module of it", f"^ns/{_MODULE}/?$", "ns/$1.ttl", "ns/$1.ttl"),
    Rule("A version of a module", f"^ns/{_MODULE}/{_VERSION}/?$", "ns/$2/$1.ttl", "ns/$2/$1.ttl"),
    Rule("The shapes", "^shapes/?$", "shapes/index.html", "shapes/shapes.ttl"),
    Rule("The page of a rule", "^rules/([A-Z][0-9]{2})/?$", _RULE, _RULE),
    Rule("The activity types", "^id/activity-types/?$", "id/activity-types/index.html", "id/activity-types.ttl"),
    Rule("The controls", "^id/controls?(?:/.*)?$", "id/index.html", "id/controls/controls.ttl"),
    Rule("A matrix", "^(id/.*[^/])/?$", "$1/index.html", "$1/matrix.ttl", "matrix.ttl"),
    Rule(
        "A party, a service, all versions of a matrix", "^(id/.*[^/])/?$", "$1/index.html", "$1/index.ttl", "index.ttl"
    ),
    Rule(
        "A row of a matrix, its cells and assignments",
        "^(id/.+)/(?:activity|cell|assignment)/([0-9]+)(?:-[0-9]+)*$",
        "$1/index.html#row-$2",
        "$1/matrix.ttl",
    ),
    Rule(
        "Another part of a matrix",
        "^(id/.+?)/(?:section|column|legend|decision|waiver|role|source|shortcuts|places)(?:/.*)?$",
        "$1/index.html",
        "$1/matrix.ttl",
    ),
    Rule("The catalogue, and all else", "^id(?:/.*)?$", "id/index.html", "id/catalog.ttl"),
)


def htaccess(base: str) -> str:
    """Return the rules for Apache, for a site that is published at an address."""
    lines = [_HEAD.format(path=urlsplit(base).path)]
    for rule in RULES:
        needed = (f"RewriteCond %{{REQUEST_FILENAME}}/{rule.file} -f",) if rule.file else ()
        lines.append(f"\n# {rule.about}\n")
        if rule.page != rule.data:
            lines += [f"{line}\n" for line in (*needed, *_HTML, f"RewriteRule {rule.pattern} {rule.page} [R=303,NE,L]")]
        code = "302" if rule.page == rule.data else "303"
        if rule.page == "index.html":
            lines.append(f"RewriteRule {rule.pattern} {rule.page} [L]\n")
        else:
            lines += [f"{line}\n" for line in (*needed, f"RewriteRule {rule.pattern} {rule.data} [R={code},NE,L]")]
    lines.append(_FOLDERS)
    return "".join(lines)
