"""The words by which headers, cells, headings and legends are understood: one door to the modules that know them.

The words themselves are data, in ``raci_graph/words/*.toml``.
"""

from raci_graph.parse.header_words import (
    activity_column,
    activity_header_language,
    announces_matrix,
    group_of,
    heads_groups,
    heads_units,
    is_attribute_header,
    is_blank,
    is_check_mark,
    is_doubtful_mark,
    is_legend_word,
    is_name_header,
    is_party_header,
    language_of,
    names_blank,
    names_matrix,
    numbers_activities,
    speaks_of_activities,
    speaks_of_duties,
    speaks_of_people,
)
from raci_graph.parse.role_words import (
    doubtful_headers,
    joined_parts,
    may_name_role,
    resolve_headers,
    resolve_legend,
    roles_named,
)
from raci_graph.parse.word_lists import Words, common_signs, word_lists

__all__ = [
    "Words",
    "activity_column",
    "activity_header_language",
    "announces_matrix",
    "common_signs",
    "doubtful_headers",
    "group_of",
    "heads_groups",
    "heads_units",
    "is_attribute_header",
    "is_blank",
    "is_check_mark",
    "is_doubtful_mark",
    "is_legend_word",
    "is_name_header",
    "is_party_header",
    "joined_parts",
    "language_of",
    "may_name_role",
    "names_blank",
    "names_matrix",
    "numbers_activities",
    "resolve_headers",
    "resolve_legend",
    "roles_named",
    "speaks_of_activities",
    "speaks_of_duties",
    "speaks_of_people",
    "word_lists",
]
