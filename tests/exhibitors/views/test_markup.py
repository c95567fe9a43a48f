"""The markup of every public page, judged by the Nu Html Checker."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests.demonstration import addresses, load_demonstration

CHECKER = Path(settings.BASE_DIR) / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
JAVA = shutil.which("java")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(JAVA is None, reason="There is no Java here."),
    pytest.mark.skipif(
        not CHECKER.exists(), reason="The checker is not here: make tools."
    ),
]


def complaints(folder):
    """Return what the checker says of the pages in a folder, file by file."""
    done = subprocess.run(
        [JAVA, "-jar", CHECKER, "--format", "json", "--stdout", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)["messages"]
    return [
        f"{Path(message['url']).name}:{message.get('lastLine')}: {message['message']}"
        for message in told
        if message["type"] in ("error", "non-document-error")
        or message.get("subType") == "warning"
    ]


def test_every_page_in_every_language(client, tmp_path):
    load_demonstration()
    for language in ("en", "ru", "az"):
        for address in addresses(language):
            name = address.strip("/").translate(str.maketrans("/?=&", "____"))
            text = client.get(address, follow=True).content.decode()
            (tmp_path / f"{name}-{language}.html").write_text(text)

    assert len(list(tmp_path.iterdir())) > 80
    assert complaints(tmp_path) == []


def test_the_pages_for_when_the_site_is_closed(tmp_path):
    for name in ("500", "503", "maintenance"):
        text = render_to_string(f"{name}.html")
        (tmp_path / f"{name}.html").write_text(text)

    assert complaints(tmp_path) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><p><div id=a><p id=a>")

    assert len(complaints(tmp_path)) > 2
