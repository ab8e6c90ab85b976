"""The rules by which Apache leads an IRI to its page or its data; they lead where the redirects of w3id do."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

_HTML = (
    "RewriteCond %{HTTP_ACCEPT} text/html [OR]",
    r"RewriteCond %{HTTP_ACCEPT} application/xhtml\+xml",
)
_FORM = "%{ENV:FORM}"
_HEAD = r"""# Leads the IRIs of this dataset to their pages, and programs to their data. Written by 'raci-graph site'.
# The site stands at {path}: another place needs another RewriteBase and another ErrorDocument.
Options -MultiViews -Indexes
DirectoryIndex index.html
DirectorySlash Off
ErrorDocument 404 {path}404.html
AddType text/turtle .ttl
AddType application/n-triples .nt
AddType application/rdf+xml .rdf
AddType application/ld+json .jsonld
AddType application/json .json
AddType application/sparql-query .rq
AddType application/wasm .wasm
AddCharset utf-8 .ttl .nt .csv .html .css .js .rq
<IfModule mod_headers.c>
Header always merge Vary "Accept"
Header always set X-Content-Type-Options "nosniff"
Header always set Referrer-Policy "no-referrer"
Header set Access-Control-Allow-Origin "*" "expr=%{{REQUEST_URI}} =~ m#\.(?:ttl|nt|rdf|jsonld|json|csv)$#"
</IfModule>
RewriteEngine on
RewriteOptions AllowNoSlash
RewriteBase {path}

# A file is a file.
RewriteCond %{{REQUEST_FILENAME}} -f
RewriteRule ^ - [L]

# The form of RDF that a program asks for; Turtle, if that is among them.
RewriteRule ^ - [E=FORM:ttl]
RewriteCond %{{HTTP_ACCEPT}} !text/turtle
RewriteCond %{{HTTP_ACCEPT}} application/n-triples
RewriteRule ^ - [E=FORM:nt]
RewriteCond %{{HTTP_ACCEPT}} !text/turtle
RewriteCond %{{HTTP_ACCEPT}} application/ld\+json
RewriteRule ^ - [E=FORM:jsonld]
RewriteCond %{{HTTP_ACCEPT}} !text/turtle
RewriteCond %{{HTTP_ACCEPT}} application/rdf\+xml
RewriteRule ^ - [E=FORM:rdf]
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
    Rule("The ontology; its terms are ns#Name", "^ns/?$", "ns/index.html", f"ns/raci.{_FORM}"),
    Rule("A version of it", f"^ns/{_VERSION}/?$", "ns/$1/index.html", f"ns/$1/raci.{_FORM}"),
    Rule("A module of it", f"^ns/{_MODULE}/?$", "ns/index.html", f"ns/$1.{_FORM}"),
    Rule("A version of a module", f"^ns/{_MODULE}/{_VERSION}/?$", "ns/$2/index.html", f"ns/$2/$1.{_FORM}"),
    Rule("The shapes", "^shapes/?$", "shapes/index.html", f"shapes/shapes.{_FORM}"),
    Rule("The page of a rule", "^rules/([A-Z][0-9]{2})/?$", _RULE, _RULE),
    Rule("The activity types", "^id/activity-types/?$", "id/activity-types/index.html", f"id/activity-types.{_FORM}"),
    Rule("The controls", "^id/controls?/?$", "id/controls/index.html", f"id/controls/controls.{_FORM}"),
    Rule("A matrix", "^(id/.*[^/])/?$", "$1/index.html", f"$1/matrix.{_FORM}", "matrix.ttl"),
    Rule(
        "A party, a service, a kind of work, a control, all versions of a matrix",
        "^(id/.*[^/])/?$",
        "$1/index.html",
        f"$1/index.{_FORM}",
        "index.ttl",
    ),
    Rule(
        "A row of a matrix, its cells and assignments",
        "^(id/.+)/(?:activity|cell|assignment)/([0-9]+)(?:-[0-9]+)*$",
        "$1/index.html#row-$2",
        f"$1/matrix.{_FORM}",
    ),
    Rule("A graph of a matrix", "^(id/.+?)/(shortcuts|places)/?$", "$1/index.html", f"$1/$2.{_FORM}"),
    Rule(
        "Another part of a matrix",
        "^(id/.+?)/(?:section|column|legend|decision|waiver|role|source)(?:/.*)?$",
        "$1/index.html",
        f"$1/matrix.{_FORM}",
    ),
    Rule("The catalogue, and all else", "^id(?:/.*)?$", "id/index.html", f"id/catalog.{_FORM}"),
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
