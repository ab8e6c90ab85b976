"""What the tests of pages ask axe: it finds faults that are there, by light and in the dark."""

import pytest

PAGE = """<html lang="en"><head><title>Shop</title><style>
body { background: white; color: black } .pale { color: #ccc }
@media (prefers-color-scheme: dark) { body { background: black; color: white } .pale { color: #333 } }
</style></head><body><main><h1>Shop</h1><p class="pale">Bread</p><img src="data:,"></main></body></html>"""


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", ["color-contrast", "image-alt"]), ("dark", ["color-contrast"])]
)
def test_faults_of_colour_are_found_in_both_and_others_once(chromium, grave_faults, scheme, rules):
    page = chromium.new_page(color_scheme=scheme)
    page.set_content(PAGE)
    found = grave_faults(page)
    page.close()
    assert [rule for _, rule, _ in found] == rules
    assert found[0][2] == '<p class="pale">Bread</p>'
