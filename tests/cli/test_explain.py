"""raci-graph explain: the page of a rule."""


def test_a_code_gives_its_page(raci, repository):
    assert raci("explain", "p02") == (0, (repository / "docs/rules/P02.md").read_text("utf-8"), "")


def test_without_a_code_the_rules_are_listed(raci, repository):
    done = raci("explain")
    pages = sorted(path.stem for path in (repository / "docs/rules").glob("[A-Z][0-9][0-9].md"))
    assert [line.split(" ")[0] for line in done.out.splitlines()] == pages
    assert "P01 No matrix in the document\n" in done.out


def test_an_unknown_code_names_near_ones(fails):
    assert fails(2, "explain", "W99").startswith("there is no rule 'W99'. Did you mean ")
