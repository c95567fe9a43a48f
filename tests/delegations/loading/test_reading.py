from pathlib import Path

import pytest

from delegations.loading.problems import RefusedError
from delegations.loading.reading import read_json
from tests.delegations.loading.conftest import FACTS


def refusal(path: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        read_json(path)
    (problem,) = refused.value.problems
    return str(problem)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "facts.json"
    path.write_bytes(content)
    return path


def test_the_demonstration_is_read_whole() -> None:
    assert len(read_json(FACTS)) == 15


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    half = FACTS.read_bytes()[:80_000]
    assert refusal(written(tmp_path, half)).startswith(
        "facts.json: not complete JSON: "
    )


def test_every_cut_is_noticed(tmp_path: Path) -> None:
    content = FACTS.read_bytes().rstrip()
    for size in range(0, len(content), 9_973):
        assert refusal(written(tmp_path, content[:size]))


def test_another_format_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"key;name\n1;2\n")) == (
        "facts.json: not complete JSON: Expecting value, line 1 column 1"
    )


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    content = '{"name": "Алматы"}'.encode("cp1251")
    assert refusal(written(tmp_path, content)) == (
        "facts.json: not UTF-8: byte 11 cannot be read"
    )


def test_a_field_given_twice_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b'{"id": "a", "id": "b"}')) == (
        "facts.json: not JSON that can be loaded: "
        "the field “id” is given twice in one record"
    )


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(written(tmp_path, f'{{"x": {name}}}'.encode())) == (
        f"facts.json: not JSON that can be loaded: {name} is no number"
    )


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"[" * 200_000)).startswith("facts.json: not ")


def test_a_number_of_endless_length_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"9" * 10_000)).startswith("facts.json: not ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.json") == "none.json: No such file or directory"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).endswith("Is a directory")
