"""A dataset as a static site: pages, files and a search that any web server can carry, and most of it no server."""

from raci_graph.site.build import Built, build_site

__all__ = ["Built", "build_site"]
