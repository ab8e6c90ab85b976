"""The word lists by which headers, cells, headings and legends are understood."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raci_graph.parse.word_lists import languages_by_word, roles_by_name
from raci_graph.parse.words import (
    activity_column,
    activity_header_language,
    announces_matrix,
    doubtful_headers,
    group_of,
    is_attribute_header,
    is_blank,
    is_check_mark,
    is_doubtful_mark,
    is_legend_word,
    is_party_header,
    language_of,
    may_be_role,
    may_name_role,
    resolve_headers,
    resolve_legend,
    roles_named,
    word_lists,
)
from raci_graph.vocab import ROLES

FOLDER = Path(__file__).parents[2] / "raci_graph" / "words"
R, A, C, I = "Responsible", "Accountable", "Consulted", "Informed"  # noqa: E741 - RACI's own letters
REVIEWED = {"en", "de", "es", "fr", "it", "nl", "pt", "ru"}


def strings(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in (*([key] if key not in ROLES else []), *strings(each))]
    return [text for each in value for text in strings(each)] if isinstance(value, list) else []


def english():
    return word_lists()[0]


# the files


def test_english_comes_first_and_the_rest_by_tag():
    tags = [words.language for words in word_lists()]
    assert tags[0] == "en"
    assert tags[1:] == sorted(tags[1:])
    assert len(tags) == 28


def test_which_lists_are_reviewed():
    assert {words.language for words in word_lists() if words.reviewed} == REVIEWED


@pytest.mark.parametrize("words", word_lists(), ids=lambda words: words.language)
def test_every_role_of_a_list_is_one_of_the_ontology(words):
    assert {role for roles in words.names.values() for role in roles} <= ROLES
    assert set(words.roles) <= ROLES


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_all_words_are_lower_case_and_composed(path):
    texts = [text for text in strings(tomllib.loads(path.read_text("utf-8"))) if text not in ROLES]
    assert [text for text in texts if text != unicodedata.normalize("NFC", text.casefold())] == []


@pytest.mark.parametrize("words", word_lists(), ids=lambda words: words.language)
def test_every_list_names_the_four_roles_and_weak_words_name_one(words):
    assert {R, A, C, I} <= set(words.roles)
    assert {(R,), (A,), (C,), (I,)} <= set(words.names.values())
    assert words.weak <= set(words.names)


def test_no_header_is_a_single_letter():
    headers = ("activity-headers", "group-headers", "party-headers", "attribute-headers", "id-words", "names")
    words = [word for name in headers for word in languages_by_word(name)]
    assert [word for word in words if len(word) == 1 and word.isascii() and word.isalpha()] == []


# what a legend says


@pytest.mark.parametrize(
    ("wording", "roles"),
    [
        ("Is in charge of carrying out the process", (R,)),
        ("ACCOUNTABLE for the process", (A,)),
        ("Is consulted", (C,)),
        ("Is informed, and may be consulted", (C, I)),
        ("Ultimately responsible", (A,)),
        ("Irresponsible", ()),
        ("Reviews the work", ()),
    ],
)
def test_the_roles_that_an_english_wording_speaks_of(wording, roles):
    assert english().roles_in(wording) == roles


@pytest.mark.parametrize(
    ("language", "wordings"),
    [
        ("fr", ["est en charge de la réalisation du lot", "est garant du résultat", "est consulté", "est informée"]),
        ("de", ["führt die Aufgabe aus", "ist rechenschaftspflichtig", "wird hinzugezogen", "wird informiert"]),
        ("es", ["ejecuta la tarea", "rinde cuentas", "debe ser consultada", "es informado"]),
        ("pt", ["executa a tarefa", "presta contas", "deve ser consultado", "é informada"]),
        ("it", ["esegue il lavoro", "è il responsabile finale", "viene consultato", "viene informato"]),
        ("nl", ["voert de taak uit", "is eindverantwoordelijk", "wordt geraadpleegd", "wordt geïnformeerd"]),
        ("ru", ["исполнитель задачи", "отвечает за результат", "консультирует", "информируется"]),
        ("sv", ["utför uppgiften", "är ytterst ansvarig", "rådfrågas", "ska informeras"]),
        ("da", ["udfører opgaven", "har det overordnede ansvar og er hovedansvarlig", "konsulteres", "orienteres"]),
        ("no", ["utfører oppgaven", "er hovedansvarlig", "skal konsulteres", "blir informert"]),
        ("fi", ["suorittaa tehtävän", "on tilivelvollinen", "konsultoidaan", "informoidaan"]),
        ("ja", ["タスクの実行責任を持つ", "説明責任を負う", "相談先", "報告先"]),
        ("zh", ["执行任务的人", "最终责任人", "被咨询的人", "知情人"]),
    ],
)
def test_the_four_roles_in_the_wordings_of_other_languages(language, wordings):
    words = next(each for each in word_lists() if each.language == language)
    assert [words.roles_in(wording) for wording in wordings] == [(R,), (A,), (C,), (I,)]


def test_a_word_of_two_meanings_in_a_legend_is_told_as_both():
    german = next(each for each in word_lists() if each.language == "de")
    assert german.roles_in("verantwortlich") == (R, A)


@pytest.mark.parametrize(
    ("entries", "roles"),
    [
        ({"R": "réalise", "A": "approuve", "C": "consulté", "I": "informé"}, {"R": R, "A": A, "C": C, "I": I}),
        ({"R": "Verantwortlich – macht es", "A": "Genehmigt"}, {"R": R, "A": A}),
        ({"R": "Responsable", "A": "Appui", "C": "Consulté"}, {"R": R, "A": "Support", "C": C}),
        ({"D": "Driver", "A": "Approver", "I": "Informed"}, {"D": "Driver", "A": "Approver", "I": I}),
        ({"R": "Review", "A": "Approval"}, {}),
        ({"V": "Verantwortlich", "A": "Ausführung", "B": "Beratend"}, {"V": A, "A": R, "B": C}),
    ],
)
def test_a_legend_is_settled_as_a_whole(entries, roles):
    assert resolve_legend(list(entries.items())) == roles


# headers of activities, parties and attributes


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Activity", "en"),
        ("TASKS", "en"),
        (" work package ", "en"),
        ("Task name:", "en"),
        ("Tasks / Activities", "en"),
        ("Deliverable or Task", "en"),
        ("Activity \\ Role", "en"),
        ("Responsibilities", "en"),
        ("**Activité**", "fr"),
        ("ACTIVITE", "fr"),
        ("Tâche (lot 1)", "fr"),
        ("Aufgaben und Tätigkeiten", "de"),
        ("Taetigkeit", "de"),
        ("Maßnahme", "de"),
        ("Tarea", "es"),
        ("Atividade", "pt"),
        ("Attività", "it"),
        ("Werkzaamheden", "nl"),
        ("Задача", "ru"),
        ("Arbetsuppgifter", "sv"),
        ("Opgave", "da"),
        ("Oppgaver", "no"),
        ("Tehtävä", "fi"),
        ("Zadanie", "pl"),
        ("Görev", "tr"),
        ("作業", "ja"),
        ("任务", "zh"),
    ],
)
def test_a_word_for_activities_heads_their_column(header, language):
    assert activity_header_language(header) == language


@pytest.mark.parametrize(
    "header", ["Customer", "", "Activity of the customer", "Task ID", "Role", "Tasker", "A" * 9999]
)
def test_another_header_does_not(header):
    assert activity_header_language(header) is None


@pytest.mark.parametrize("text", ["Role", "Team members", "Task / Role", "Rôle", "Beteiligte", "Quién", "Роль", "角色"])
def test_words_for_parties(text):
    assert is_party_header(text)


@pytest.mark.parametrize("text", ["Support team", "Roleplay", "Task", "Customer", "", "Team A / Team B"])
def test_other_words_are_none_for_parties(text):
    assert not is_party_header(text)


@pytest.mark.parametrize(
    "text", ["#", "No.", "Task ID", "N° de tâche", "Due date", "Frist", "Примечание", "备注", "Notes/Comments"]
)
def test_words_for_attributes(text):
    assert is_attribute_header(text)


@pytest.mark.parametrize("text", ["Task", "Customer", "", "Identity team", "Noted", "Task owner", "Key controls", "C"])
def test_other_words_are_none_for_attributes(text):
    assert not is_attribute_header(text)


@pytest.mark.parametrize(
    ("headers", "column"),
    [
        (["Step ID", "Phase", "Process", "Task", "Buyer"], 3),
        (["Phase", "Process", "Buyer"], 1),
        (["#", "Description", "Buyer"], 1),
        (["Task", "Description", "Buyer"], 0),
        (["Venue", "Buyer"], None),
    ],
)
def test_the_finest_header_has_the_activities(headers, column):
    assert activity_column(headers) == column


# roles named by a header or a cell

FOUR = [
    ("en", ["Responsible", "Accountable", "Consulted", "Informed"]),
    ("fr", ["Réalise", "Garant", "Consultée", "Informés"]),
    ("de", ["Durchführung", "Rechenschaftspflichtig", "Konsultiert", "Zu informieren"]),
    ("es", ["Ejecutor", "Rinde cuentas", "Consultadas", "Informado"]),
    ("pt", ["Executor", "Presta contas", "Consultados", "Informada"]),
    ("it", ["Esegue", "Responsabile finale", "Consultata", "Informati"]),
    ("nl", ["Uitvoerend", "Eindverantwoordelijk", "Geraadpleegd", "Geïnformeerd"]),
    ("ru", ["Исполнитель", "Подотчётный", "Консультирует", "Информируемые"]),
    ("pl", ["Wykonuje", "Rozliczany", "Konsultowani", "Informowany"]),
    ("tr", ["Yürüten", "Hesap Veren", "Dan\u0131ş\u0131lan", "BİLGİLENDİRİLEN"]),
    ("sv", ["Utför", "Ytterst ansvarig", "Rådfrågas", "Informeras"]),
    ("da", ["Udfører", "Overordnet ansvarlig", "Konsulteres", "Orienteres"]),
    ("no", ["Utfører", "Hovedansvarlig", "Konsultert", "Informert"]),
    ("fi", ["Toteuttaa", "Tilivelvollinen", "Konsultoidaan", "Tiedotetaan"]),
    ("ja", ["実行責任者", "説明責任者", "協議先", "報告先"]),
    ("zh", ["执行负责人", "最终责任人", "被咨询者", "知会"]),
]


@pytest.mark.parametrize(("language", "headers"), FOUR, ids=[language for language, _ in FOUR])
def test_the_four_roles_by_their_words(language, headers):
    assert [roles_named(header) for header in headers] == [(R,), (A,), (C,), (I,)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Responsible (R)", R),
        ("R - Responsible", R),
        ("R: Responsible", R),
        ("R/Responsible", R),
        ("Responsible / R", R),
        ("R Responsible", R),
        ("Responsible\uff08R\uff09", R),
        ("(A) Accountable", A),
        ("A (Accountable)", A),
        ("Accountable (one only)", A),
        ("**Accountable:**", A),
        ("Responsible(s)", R),
        ("Who is responsible?", R),
        ("Responsible – doer", R),
        ("Execute", R),
        ("Helps", "Support"),
        ("Consulté(e)s", C),
        ("Consulté·e·s (C)", C),
        ("Realise", R),
        ("Konsultierte:r", C),
        ("Durchfuehrung", R),
        ("Informado/a", I),
        ("Consultad@s", C),
        ("Aprobador / Rinde cuentas", A),
        ("実行責任者(Responsible)", R),
    ],
)
def test_decorations_are_passed_over(text, role):
    assert roles_named(text) == (role,)


AMBIGUOUS = [
    "Verantwortlich",
    "Verantwortliche/r",
    "Zuständig",
    "responsable",
    "Responsáveis",
    "Responsabile",
    "Verantwoordelijk",
    "Ответственный",
    "Odpowiedzialny",
    "Sorumlu",
    "責任者",
    "负责人",
    "Owner",
    "Owns",
    "A responsável",
]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_words_that_can_mean_responsible_or_accountable_are_both(text):
    assert roles_named(text) == (R, A)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Verantwortlich (R)", R),
        ("Verantwortlich (A)", A),
        ("Responsable (Accountable)", A),
        ("Ответственный (R)", R),
        ("Owner (R)", R),
        ("Beteiligt (R)", R),
        ("Owner (A)", A),
    ],
)
def test_a_letter_or_another_word_settles_an_ambiguous_one(text, role):
    assert roles_named(text) == (role,)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Informed (C)", (C, I)),
        ("Appui (A)", (A, "Support")),
        ("Ausführung (A)", (R, A)),
        ("Responsible (R/A)", (R, A)),
        ("Responsible/Accountable", (R, A)),
        ("Consulted & Informed", (C, I)),
        ("Approver (A)", (A, "Approver")),
    ],
)
def test_what_contradicts_itself_is_ambiguous(text, roles):
    assert roles_named(text) == roles


LOOK_ALIKES = [
    "Irresponsible",
    "Informatics",
    "Informationstechnik",
    "Consultant",
    "Consulting",
    "Account Manager",
    "Responsibilities",
    "Support team",
    "Product owner",
    "Team lead",
    "Customer",
    "R",
    "RA",
    "A/R",
    "",
    "–",
    "Project lead (Accountable)",
    "Accountable / Sponsor",
    "Responsible " * 99,
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_name_nothing(text):
    assert roles_named(text) == ()


@settings(derandomize=True, database=None, deadline=None)
@given(st.text(max_size=60))
def test_any_text_names_roles_of_the_ontology_and_none_twice(text):
    roles = roles_named(text)
    assert set(roles) <= ROLES
    assert len(set(roles)) == len(roles)


# what the headers of one table settle


@pytest.mark.parametrize(
    ("headers", "roles"),
    [
        ("Activity | Responsible | Accountable | Consulted | Informed", "-RACI"),
        ("Task | Owner | Approver | Consulted | Informed", "-RACI"),
        ("Task | Owner (R) | Approver (A) | Note", "-RA-"),
        ("Tâche | Responsable | Autorité | Consulté | Informé", "-RACI"),
        ("Tâche | Responsable (R) | Approbateur (A) | Support (S) | Consulté (C) | Informé (I)", "-RASCI"),
        ("Aufgabe | Verantwortlich | Rechenschaftspflichtig | Konsultiert | Informiert", "-RACI"),
        ("Aufgabe | Führt durch | Verantwortlich | Konsultiert | Informiert", "-RACI"),
        ("Arbeitspaket | Verantwortlich (A) | Beteiligt (R) | Vorher fragen (C) | Fertig bis", "-ARC-"),
        ("Actividad | Responsable | Aprobador / Rinde cuentas | Consultado | Informado", "-RACI"),
        ("Actividad | Responsable | Aprobador | Consultado | Informado", "-RACI"),
        ("Atividade | Executor | Aprovador | Consultado | Informado", "-RACI"),
        ("Attività | Responsabile | Accountable | Consultato | Informato", "-RACI"),
        ("Taak | Verantwoordelijk | Eindverantwoordelijk | Geraadpleegd | Geïnformeerd", "-RACI"),
        ("Процесс | Исполнитель | Ответственный | Консультант | Информируемый", "-RACI"),
        ("Aktivitet | Utför | Beslutar | Rådfrågas | Informeras", "-RACI"),
        ("Opgave | Udfører | Ansvarlig | Konsulteres | Informeres", "-RACI"),
        ("Tehtävä | Suorittaa | Hyväksyy | Kuullaan | Informoidaan", "-RACI"),
        ("任务 | 负责 | 批准 | 咨询 | 知会", "-RACI"),
        ("Decision | Driver | Approver | Contributors | Informed", "-DPTI"),
        ("Decision | Driver | Approver | Consulted | Informed", "-DPCI"),
        ("Task | Responsible | Support | Due date", "-RS-"),
        ("Owns | Execute | Helps", "ARS"),
        ("Tarea | Responsable | Aprueba | Consulta | Informa", "-RACI"),
        ("Tarea | Responsable | Aprueba | Informado", "-RAI"),
        ("Task | Responsible | Approver | Consulted", "-RAC"),
        ("Task | Lead | Support | Approve | Inform", "-RSAI"),
        ("Task | Owner | Consulted | Approver | Informed", "-RCAI"),
        ("Stage | Driver | Accountable | Consulted | Informed", "-DACI"),
        ("Stage | Lead | Accountable | Consulted | Informed", "-RACI"),
    ],
)
def test_siblings_settle_ambiguous_headers(headers, roles):
    named = {"R": R, "A": A, "C": C, "I": I, "S": "Support", "D": "Driver", "P": "Approver", "T": "Contributor"}
    expected = {at: named[letter] for at, letter in enumerate(roles) if letter != "-"}
    assert resolve_headers(headers.split(" | ")) == expected


def test_a_whole_rapid_needs_no_strong_word():
    names = ["Recommend", "Agree", "Perform", "Input", "Decide"]
    assert resolve_headers(names) == dict(enumerate(names))


@pytest.mark.parametrize(
    "headers", ["Recommend | Agree | Input | Decide", "Recommends | Agrees | Inputs | Decision maker"]
)
def test_four_of_rapid_settle_who_decides(headers):
    assert resolve_headers(headers.split(" | ")) == {0: "Recommend", 1: "Agree", 2: "Input", 3: "Decide"}


@pytest.mark.parametrize(
    ("headers", "resolved", "doubtful"),
    [
        ("Tarea | Responsable | Estado", {}, {1: (R, A)}),
        ("Tarea | Responsable | Consultado | Informado", {2: C, 3: I}, {1: (R, A)}),
        ("Tarea | Responsable | Responsable | Consultado | Informado", {3: C, 4: I}, {1: (R, A), 2: (R, A)}),
        ("Aufgabe | Verantwortlich | Zuständig | Konsultiert | Informiert", {3: C, 4: I}, {1: (R, A), 2: (R, A)}),
        ("Step | Responsible | Approver", {1: R}, {2: (A, "Approver")}),
        ("Tâche | Responsable (R) | Appui (A) | Consulté (C)", {1: R, 3: C}, {2: (A, "Support")}),
        ("Voce | Esecutore (E) | Responsabile (R) | Consultato | Informato", {1: R, 3: C, 4: I}, {2: (R, A)}),
        ("Task | Responsible | Support | Sales", {1: R}, {2: ("Support",)}),
        ("Task | Responsible / Accountable | Accountable", {2: A}, {1: (R, A)}),
        ("Task | Accountable / Sponsor | Responsible", {2: R}, {1: (A,)}),
        ("Review | Approval", {}, {}),
        ("Task | Owner | Approver | Informed", {3: I}, {1: (R, A), 2: (A, "Approver")}),
        ("Task | Responsible | Reviewer | Consulted", {1: R, 3: C}, {2: (C, "Approver", "Verifier")}),
        ("Tarea | Responsable | Consulta", {}, {1: (R, A)}),
        ("Unit | Recommend | Agree | Input | Ward", {}, {1: ("Recommend",), 2: ("Agree",)}),
        ("Unit | Recommend | Agree | Ward", {}, {}),
        ("Task | Owner | Informed (C) | Approver | Responsible", {4: R}, {1: (R, A), 2: (C, I), 3: (A, "Approver")}),
    ],
)
def test_what_siblings_do_not_settle_stays_in_doubt(headers, resolved, doubtful):
    given_headers = headers.split(" | ")
    assert (resolve_headers(given_headers), doubtful_headers(given_headers)) == (resolved, doubtful)


@pytest.mark.parametrize(
    "headers",
    [
        ["Task", "Development", "Support", "Sales"],
        ["Работа", "Заказчик", "Исполнитель"],
        ["Shipment", "Driver", "Dispatcher", "Depot"],
        ["Work", "Owner", "Contractor", "Architect"],
        ["Process", "Input", "Output"],
        ["Owner"] * 999,
        [],
    ],
)
def test_parties_whose_names_are_like_roles_are_no_roles(headers):
    assert (resolve_headers(headers), doubtful_headers(headers)) == ({}, {})


def test_an_attribute_beside_roles_is_no_role():
    headers = ["Process", "Input", "Responsible", "Accountable"]
    assert (resolve_headers(headers), doubtful_headers(headers)) == ({2: R, 3: A}, {})


@settings(derandomize=True, database=None, deadline=None)
@given(st.lists(st.sampled_from(["Responsible", "Owner", "Approver", "Support", "Consulté", "Team", "Verantwortlich"])))
def test_an_ambiguous_word_never_gets_the_role_of_a_plain_one(headers):
    resolved = resolve_headers(headers)
    plain = [role for at, role in resolved.items() if len(roles_named(headers[at])) == 1]
    settled = [role for at, role in resolved.items() if len(roles_named(headers[at])) > 1]
    assert not set(plain) & set(settled)
    assert len(set(settled)) == len(settled)


@pytest.mark.parametrize(("text", "activity", "party"), [("CO", None, False), ("AI", None, False), ("co", "cs", False)])
def test_two_capitals_are_no_word_of_a_header(text, activity, party):
    assert (activity_header_language(text), is_party_header(text)) == (activity, party)


# headings, legends, groups and signs


@pytest.mark.parametrize(
    "text",
    [
        "RACI",
        "2.1 RACI-Matrix",
        "RACI\u8868",
        "\u043c\u0430\u0442\u0440\u0438\u0446\u0430RACI",
        "RACI\ub9e4\ud2b8\ub9ad\uc2a4",
        "docs/raci_matrix.csv",
        "AgileRACIMatrix.md",
        "Roles and Responsibilities",
        "MATRICE DES RESPONSABILITES",
        "matrice-de-responsabilites.xlsx",
        "Verantwortlichkeitsmatrix",
        "Матрица ответственности проекта",
        "项目责任分配矩阵表",
        "責任分担表\uff08案\uff09",
    ],
)
def test_words_that_announce_a_matrix(text):
    assert announces_matrix(text)


@pytest.mark.parametrize("text", ["Graciela", "Cairo office", "Rapid growth", "RAM and CPU", "Baracis", ""])
def test_words_that_do_not(text):
    assert not announces_matrix(text)


@pytest.mark.parametrize("text", ["Legend:", "RACI key", "**Légende**", "Zeichenerklärung", "Обозначения", "凡例"])
def test_words_for_a_legend(text):
    assert is_legend_word(text)


@pytest.mark.parametrize("text", ["Keys", "RACI", "Task", ""])
def test_words_for_no_legend(text):
    assert not is_legend_word(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("All", "everyone"),
        ("toutes les équipes", "everyone"),
        ("Pozostałe", "others"),
        ("(all others)", "others"),
        ("TBD", "nobody"),
        ("nicht zutreffend", "nobody"),
        ("Sin asignar", "nobody"),
        ("All hands team", None),
        ("", None),
    ],
)
def test_words_for_groups(text, group):
    assert group_of(text) == group


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("X", "check"),
        ("✔️", "check"),
        ("●", "check"),
        ("Oui", "check"),
        ("○", "doubtful"),
        ("×", "doubtful"),
        ("?", "doubtful"),
        ("", "blank"),
        (" — ", "blank"),
        ("N/A", "blank"),
        ("nein", "blank"),
        ("A", "other"),
        ("TBD", "other"),
    ],
)
def test_signs_in_cells(text, kind):
    found = {"check": is_check_mark(text), "doubtful": is_doubtful_mark(text), "blank": is_blank(text)}
    assert [name for name, holds in found.items() if holds] == ([kind] if kind != "other" else [])


def test_no_sign_is_in_two_lists():
    signs = tomllib.loads((FOLDER / "common.toml").read_text("utf-8"))
    every = [sign for name, listed in signs.items() for sign in listed if name != "people"]
    assert len(signs["people"]) == len(set(signs["people"]))
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["Atividade", "Responsável", "Consultado", "Informado"], "pt"),
        (["Activité", "Client", "Est garant de la bonne fin"], "fr"),
        (["Task", "Action"], "en"),
        (["Xyz"], None),
        ([], None),
    ],
)
def test_the_language_that_knows_most(texts, language):
    assert language_of(texts) == language


@pytest.mark.parametrize(
    ("headers", "resolved"),
    [
        (["Task", "Responsible Team", "Accountable Owner", "Consulted Parties"], {1: R, 2: A, 3: "Consulted"}),
        (["Prozess", "Durchführung", "Verantwortung", "Mitwirkung", "Information"], {}),
        (["Step", "DRI", "Approver", "Consulted", "Informed"], {1: R, 2: A, 3: "Consulted", 4: "Informed"}),
        (["Task", "Accountable Owner", "Notes", "Web"], {}),
        (["Task", "Responsible approver", "Consulted", "Informed"], {2: "Consulted", 3: "Informed"}),
    ],
    ids=["beside nouns", "German nouns", "DRI", "one alone", "of two minds"],
)
def test_words_beside_a_noun_count_among_others_of_one_scheme(headers, resolved):
    assert resolve_headers(headers) == resolved


def test_weak_headers_are_in_doubt_where_a_matrix_is_announced():
    headers = ["Task", "Owner", "Support"]
    assert doubtful_headers(headers) == {}
    assert doubtful_headers(headers, announced=True) == {1: (R, A), 2: ("Support",)}


def test_a_text_is_passed_over_only_where_it_lacks_a_word_of_each_name():
    names = [name for name in roles_by_name() if not may_name_role(f"(to be {name}, at last)")]
    assert names == []
    assert [may_name_role(text) for text in ("Stock the shop", "Kundendienst für Läden", "")] == [False, False, False]


def test_each_word_for_a_matrix_announces_one():
    assert [phrase for phrase in languages_by_word("matrix-words") if not announces_matrix(phrase)] == []


@pytest.mark.parametrize(
    "form",
    [
        *(
            "{}",
            "**{}:**",
            "{} (R)",
            "({})",
            "R - {}",
            "R {}",
            "{} C",
            "the team / {}",
            "{} & the team",
            "x, {}",
            "{}(s)",
        ),
        *("{}/in", "{} – a remark", "{} - a remark", "Accountable and {}", "i {}", "Ann\n{}"),
    ],
)
def test_each_name_of_a_role_passes_the_quick_look_however_it_is_dressed(form):
    assert [name for name in roles_by_name() if not may_be_role(form.format(name))] == []


@pytest.mark.parametrize(
    "text", ["Who is responsible for the oven", "Deliver the goods, accountable ones too", "Consulted partners 2"]
)
def test_a_text_with_the_words_of_a_name_and_others_beside_is_no_name(text):
    assert (may_name_role(text), may_be_role(text), roles_named(text)) == (True, False, ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Lead", "Support"),
        ("Chủ trì", "Phối hợp"),
        ("Đơn vị chủ trì", "Đơn vị phối hợp"),
        ("主办单位", "协办单位"),
        ("主責單位", "協辦單位"),
        ("主管部署", "支援"),
        ("주담당", "부담당"),
        ("Ведущий", "Помощь"),
        ("Capofila", "Supporto"),
        ("Prowadzący", "Współpraca"),
        ("PIC", "Pendukung"),
        ("Nositelj", "Podrška"),
    ],
)
def test_who_leads_may_do_the_work_or_answer_for_it_beside_who_helps(first, second):
    headers = ["Task", first, second]
    found = doubtful_headers(headers, announced=True)
    assert {R, A} <= set(found[1])
    assert "Support" in found.get(2, resolve_headers(headers).values())


@pytest.mark.parametrize(
    "wording",
    ["Not involved", "No involvement", "nicht beteiligt", "non concerné", "não participa", "не участвует", "不参与"],
)
def test_a_letter_for_those_who_take_no_part_is_that_of_the_omitted(wording):
    assert resolve_legend([("R", "Responsible"), ("N", wording)])["N"] == "Omitted"
