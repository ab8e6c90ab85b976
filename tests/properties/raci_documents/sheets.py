"""Sheets of workbooks as people write them: what stands around a matrix, above, below, beside and within it."""

import io

from hypothesis import strategies as st
from xlsxwriter import Workbook

ACTIVITIES = ("Define the scope", "Bake bread", "Sell bread", "Clean up", "Train the crew", "Keep the books", "Close")
PARTIES = (("Ann", "Bob"), ("Project Manager", "Sponsor", "Tester"), ("IT", "HR", "Legal", "Sales", "Ops"))
SECTIONS = ("Initiation", "Execution", "Closing")
WORDS = ("Responsible", "Accountable", "Consulted", "Informed")
TIMES = {"Comments": "see plan", "Status": "Open", "Due date": "2024-03-01", "Deliverable": "Report"}

rows = st.lists(
    st.tuples(st.sampled_from(ACTIVITIES), st.lists(st.sampled_from(["", "C", "I"]), min_size=5, max_size=5)),
    min_size=3,
    max_size=6,
    unique_by=lambda row: row[0],
)
features = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["", "RACI matrix", "Project X"]),
        "notes": st.booleans(),
        "legend": st.sampled_from(["", "above", "row", "below", "line", "beside"]),
        "swapped": st.booleans(),
        "section": st.sampled_from(["", "row", "merged row", "column", "merged column"]),
        "number": st.sampled_from(["", "#", "ID"]),
        "beside": st.sampled_from(["", *TIMES]),
        "groups": st.booleans(),
        "total": st.booleans(),
        "corner": st.sampled_from(["Activity", "Task", ""]),
        "sign": st.sampled_from(["/", ", ", ""]),
        "blank": st.sampled_from(["", "-", "N/A"]),
        "gap": st.sampled_from(["", "", "row", "column"]),
    }
)


class Sheet:
    """A sheet that is written row by row, as the features of a case say."""

    def __init__(self, case, parties, body):
        self.case, self.parties, self.body = case, parties, body
        self.data = io.BytesIO()
        self.row = 0
        names = [*(["Section"] if "column" in case["section"] else []), *([case["number"]] if case["number"] else [])]
        self.activity = len(names)
        self.first = self.activity + 1 + (case["gap"] == "column")
        self.end = self.first + len(parties) + bool(case["beside"]) - 1
        self.words = (WORDS[1], WORDS[0], *WORDS[2:]) if case["swapped"] and case["legend"] else WORDS
        with Workbook(self.data) as self.book:
            self.sheet = self.book.add_worksheet("RACI")
            self.write_above()
            self.write_table(names)
            self.write_below()

    def put(self, *texts, at=0):
        self.sheet.write_row(self.row, at, texts)
        self.row += 1

    def write_above(self):
        case = self.case
        if case["title"]:
            self.put(case["title"])
        for label, text in (("Project:", "Apollo"), ("Date:", "2024-01-05")) if case["notes"] else ():
            self.put(label, text)
        entries = list(zip("RACI", self.words, strict=True))
        if case["legend"] == "above":
            for entry in entries:
                self.put(*entry)
        if case["legend"] == "row":
            self.put(*(text for entry in entries for text in entry))
        if case["legend"] == "line":
            self.put(", ".join(" = ".join(entry) for entry in entries))

    def write_groups(self):
        half = len(self.parties) // 2
        self.put("Office", *[""] * (half - 1), "Shop", at=self.first)
        if len(self.parties) > half + 1:
            last = self.first + len(self.parties) - 1
            self.sheet.merge_range(self.row - 1, self.first + half, self.row - 1, last, "Shop")
        if half > 1:
            self.sheet.merge_range(self.row - 1, self.first, self.row - 1, self.first + half - 1, "Office")

    def write_section(self, number):
        way, text = self.case["section"], SECTIONS[number // 2]
        if way == "row":
            self.put(text, at=self.activity)
        if way == "merged row":
            self.sheet.merge_range(self.row, 0, self.row, self.end, text)
            self.row += 1
        if way == "merged column" and number + 1 < len(self.body):
            self.sheet.merge_range(self.row, 0, self.row + 1, 0, text)
        elif "column" in way:
            self.sheet.write(self.row, 0, text)

    def write_table(self, names):
        case = self.case
        if case["groups"]:
            self.write_groups()
        head = self.row
        gap = [""] * (case["gap"] == "column")
        self.put(*names, case["corner"], *gap, *self.parties, *([case["beside"]] if case["beside"] else []))
        self.row += case["gap"] == "row"
        for number, (label, letters) in enumerate(self.body):
            if number % 2 == 0:
                self.write_section(number)
            if case["number"]:
                self.sheet.write(self.row, self.activity - 1, number + 1)
            beside = [TIMES[case["beside"]]] if case["beside"] and number % 2 else []
            self.put(label, *gap, *(self.text(each) for each in letters), *beside, at=self.activity)
        if case["total"]:
            self.put(
                "Total", *gap, *(sum(map(bool, each)) for each in zip(*self.letters(), strict=True)), at=self.activity
            )
        if case["legend"] == "beside":
            for at, entry in enumerate(zip("RACI", self.words, strict=True)):
                self.sheet.write_row(head + at, self.end + 2, entry)

    def letters(self):
        return [letters for _, letters in self.body]

    def text(self, letters):
        return self.case["sign"].join(letters) or self.case["blank"]

    def write_below(self):
        if self.case["legend"] == "below":
            self.row += 1
            for letter, word in zip("RACI", self.words, strict=True):
                self.put(f"{letter} = {word}")
