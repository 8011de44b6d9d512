"""A cluster behind TLS and a password, as a new user sets it up: by environment, through the command line."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.support.faulty_cluster import FaultyCluster
from tests.support.opensearch import OpenSearchNode

PASSWORD = "s3cret-of-the-cluster"
ARTICLE = {"title": "Ferry late", "text": "The ferry to Sarn was late on Friday.", "date": "2026-06-19"}


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secured(opensearch: OpenSearchNode, authority: trustme.CA) -> Iterator[FaultyCluster]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    with FaultyCluster(opensearch, tls=tls).running() as proxy:
        proxy.faults.password = PASSWORD
        yield proxy


@pytest.fixture
def settings(secured: FaultyCluster, prefix: str, authority: trustme.CA, tmp_path: Path) -> dict[str, str]:
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    return {
        "NEWSBOT_ARCHIVE": str(secured.address(prefix)),
        "NEWSBOT_ARCHIVE_USER": "newsbot",
        "NEWSBOT_ARCHIVE_PASSWORD": PASSWORD,
        "NEWSBOT_ARCHIVE_CA": str(trusted),
        "NEWSBOT_DATABASE": str(tmp_path / "news.db"),
    }


def newsbot(settings: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *words]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, timeout=300, check=False)
    assert PASSWORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def articles(tmp_path: Path) -> str:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ARTICLE))
    return str(path)


def test_articles_go_into_a_cluster_behind_tls_and_a_password(settings: dict[str, str], articles: str) -> None:
    assert newsbot(settings, "add", articles).returncode == 0
    status = newsbot(settings, "archive", "status")
    assert status.returncode == 0
    assert "opensearchs://127.0.0.1" in status.stdout
    answer = json.loads(newsbot(settings, "ask", "--json", "Where was the ferry late to?").stdout)
    assert answer["excerpts"][0]["title"] == "Ferry late"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"NEWSBOT_ARCHIVE_PASSWORD": "wrong"}, "NEWSBOT_ARCHIVE_PASSWORD"),
        ({"NEWSBOT_ARCHIVE_CA": ""}, "NEWSBOT_ARCHIVE_CA"),
    ],
)
def test_a_wrong_password_and_an_authority_that_nobody_knows_are_said(
    changed: dict[str, str], said: str, settings: dict[str, str], articles: str
) -> None:
    added = newsbot(settings | changed, "add", articles)
    assert added.returncode == 0  # it waits in SQLite
    assert "Changes that wait for it: 1;" in added.stderr
    status = newsbot(settings | changed, "archive", "status")
    assert status.returncode == 1
    assert said in added.stderr
    assert said in status.stderr
    assert newsbot(settings, "add", articles).returncode == 0
    assert "0 changes wait" in newsbot(settings, "archive", "status").stdout
    assert "ok   archive: OpenSearch" in newsbot(settings, "doctor").stdout
