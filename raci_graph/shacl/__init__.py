"""SHACL shapes: compiled to SPARQL queries that any engine answers, or run by pySHACL, the reference."""
