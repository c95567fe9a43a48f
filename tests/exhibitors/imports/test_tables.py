"""Readers of lists: encodings, separators, workbooks, nested JSON."""

import io
import json
import zipfile

import pytest

from exhibitors.imports.shapes import ImportRefused
from exhibitors.imports.tables import base, opened, xlsx
from tests.exhibitors.imports.importing import json_of, xlsx_of

RUSSIAN = (
    "Компания;Страна;Стенд\n"
    "ТОО «Казахмыс»;Казахстан;Павильон 8, стенд Б14\n"
    "Таджикский алюминий;Таджикистан;Б15\n"
)
TURKISH = "Şirket;Ülke;Stant\nBakü Çelik Sanayi;Türkiye;A1\nIşık Güneş;Özbekistan;A2\n"


def table_of(tmp_path, content):
    path = tmp_path / "list"
    path.write_bytes(content)
    return opened(path)


def cells_of(table, sheet=None):
    return [line.cells for line in table.lines(sheet or table.sheets[0])]


def refusal(tmp_path, content):
    with pytest.raises(ImportRefused) as caught:
        cells_of(table_of(tmp_path, content))
    return caught.value.problem.code


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "mac-cyrillic"],
)
def test_a_russian_list_is_read_in_whatever_encoding(tmp_path, encoding):
    table = table_of(tmp_path, RUSSIAN.encode(encoding))

    assert cells_of(table) == [line.split(";") for line in RUSSIAN.splitlines()]


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866"])
def test_older_cyrillic_is_told_from_windows_1251(tmp_path, encoding):
    text = RUSSIAN.replace("«", "").replace("»", "")

    assert cells_of(table_of(tmp_path, text.encode(encoding)))[1][1] == "Казахстан"


def test_a_turkish_list_is_read_in_windows_1254(tmp_path):
    table = table_of(tmp_path, TURKISH.encode("cp1254"))

    assert table.encoding == "cp1254"
    assert cells_of(table)[2] == ["Işık Güneş", "Özbekistan", "A2"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path, separator):
    content = f"Company{separator}Country\nA, B & Co{separator}KZ\nC{separator}UZ\n"
    content = content.replace("A, B", '"A, B"').replace(" Co", ' Co"', 1)
    content = content.replace('"A, B" & Co"', '"A, B & Co"')

    assert cells_of(table_of(tmp_path, content.encode()))[1] == ["A, B & Co", "KZ"]


def test_a_line_that_names_the_separator_is_none_of_the_list(tmp_path):
    lines = list(table_of(tmp_path, b"sep=;\nCompany;Country\n").lines(""))

    assert [(line.number, line.cells) for line in lines] == [
        (2, ["Company", "Country"])
    ]


def test_cells_of_a_workbook_are_as_they_would_be_typed(tmp_path):
    table = table_of(tmp_path, xlsx_of(("Stand", "m2"), (14, 36.5), (True, "")))

    assert cells_of(table) == [["Stand", "m2"], ["14", "36.5"], ["true", ""]]


def test_a_hall_merged_down_counts_in_each_of_its_lines(tmp_path):
    content = xlsx_of(
        ("Hall", "Stand"), ("", "A1"), ("", "A2"), merged=[(1, 0, 2, "Hall 8")]
    )

    assert cells_of(table_of(tmp_path, content))[1:] == [
        ["Hall 8", "A1"],
        ["Hall 8", "A2"],
    ]


def test_lists_within_lists_are_sheets_of_their_own(tmp_path):
    table = table_of(
        tmp_path,
        json_of(
            {
                "event": "Expo",
                "stands": [
                    {
                        "number": "B14",
                        "size": {"m2": 36},
                        "exhibitors": [
                            {"name": "Kazakhmys", "exhibits": [{"name": "Copper"}]},
                            {"name": "TALCO", "tags": ["a", "b"], "exhibits": []},
                        ],
                    }
                ],
            }
        ),
    )

    assert table.sheets == (
        "stands",
        "stands.exhibitors",
        "stands.exhibitors.exhibits",
    )
    assert table.headings("stands.exhibitors") == [
        "stands.number",
        "stands.size.m2",
        "name",
        "tags",
    ]
    assert cells_of(table, "stands.exhibitors") == [
        ["B14", "36", "Kazakhmys", ""],
        ["B14", "36", "TALCO", "a; b"],
    ]
    assert cells_of(table, "stands.exhibitors.exhibits") == [
        ["B14", "36", "Kazakhmys", "", "Copper"]
    ]


def test_json_nested_too_deep_is_refused(tmp_path):
    content = ('[{"a":' * 40 + "1" + "}]" * 40).encode()

    assert refusal(tmp_path, content) == "json_too_deep"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \n \n", "file_empty"),
        (b"Company\0;Country\nA;B\n", "file_binary"),
        (b"Company;Country\n" + b"x" * 150_000 + b";KZ\n", "csv_unreadable"),
        (b"Company;Country\n" + b"x" * 110_000 + b";KZ\n", "cell_too_long"),
        (b";" * 600, "too_many_columns"),
        (b"PK\x03\x04 no workbook", "xlsx_unreadable"),
        (b'[{"a": 1}, {"b": ', "json_broken"),
        (b'{"a": 1}', "json_no_list"),
        (b"[1, 2, 3]", "json_no_list"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, content, code):
    assert refusal(tmp_path, content) == code


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_UNPACKED", 1 << 20)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (2 << 20))

    assert refusal(tmp_path, stream.getvalue()) == "xlsx_bomb"


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("exhibitors.imports.tables.opening.MOST_BYTES", 10)

    assert refusal(tmp_path, json.dumps([{"a": "b" * 20}]).encode()) == "file_too_large"


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [base.letter(number) for number in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
