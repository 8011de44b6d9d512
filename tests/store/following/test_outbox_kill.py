"""kill -9 between sending and marking: at most one message a kill comes twice, and none is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.file.database import Database
from bot.store.following.outbox import Outbox
from bot.store.following.subscriptions import Subscriptions
from tests.support.following_articles import ALICE, BOB, NOW, add, wanted

ARTICLES = 6
ROOT = Path(__file__).parents[3]

#: A sender that "sends" by appending to a file, and dies at its n-th step: before that or after it.
SENDER = """
import os, signal, sys
from datetime import datetime, timedelta
from pathlib import Path
from bot.following.sending.retry_policy import after
from bot.models import Outcome, OutcomeKind
from bot.store.file.database import Database
from bot.store.following.outbox import Outbox

path, sent, now, last = Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3]), int(sys.argv[4])
steps = 0

def step():
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)

with Database.open(path) as database:
    outbox = Outbox(database)
    while deliveries := outbox.due(now, 10):
        for delivery in deliveries:
            step()
            with open(sent, "a") as file:
                file.write(f"{delivery.chat.chat_id} {delivery.headline.id}\\n")
            step()
            outcome = Outcome(kind=OutcomeKind.SENT, message_id=1)
            outbox.apply(delivery, after(delivery, outcome, now, jitter=0.0), now)
        now += timedelta(minutes=1)
"""


def send(database: Path, sent: Path, *, hour: int, dies_at: int) -> int:
    now = (NOW + timedelta(hours=hour)).isoformat()
    done = subprocess.run(
        [sys.executable, "-c", SENDER, str(database), str(sent), now, str(dies_at)],
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode


@pytest.mark.parametrize("dies_at", [1, 2, 3, 8])
def test_killed_while_delivering(database_path: Path, tmp_path: Path, dies_at: int) -> None:
    sent = tmp_path / "sent"
    with Database.open(database_path) as database:
        for chat in (ALICE, BOB):
            Subscriptions(database).follow(chat, wanted("everything"), NOW)
        for number in range(ARTICLES):
            add(database, f"a{number}", f"Number {number}.", now=NOW)

    assert send(database_path, sent, hour=1, dies_at=dies_at) == -signal.SIGKILL
    assert send(database_path, sent, hour=2, dies_at=0) == 0

    arrived = Counter(sent.read_text().splitlines())
    assert arrived.keys() == {f"{chat.chat_id} a{n}" for chat in (ALICE, BOB) for n in range(ARTICLES)}
    died_after_sending = dies_at % 2 == 0
    assert sorted(arrived.values())[-2:] == [1, 1 + died_after_sending]
    with Database.open(database_path) as database:
        assert Outbox(database).next_due() is None


def test_killed_while_adding_owes_nothing_by_halves(database_path: Path) -> None:
    """The article and what it owes are one transaction: an article that is there is owed."""
    with Database.open(database_path) as database:
        Subscriptions(database).follow(ALICE, wanted("everything"), NOW)
    adder = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.support.following_articles import add\n"
        "from bot.store.file.database import Database\n"
        "database = Database.open(Path(sys.argv[1]))\n"
        "print('adding', flush=True)\n"
        "for number in range(100_000):\n"
        "    add(database, f'a{number}', f'Number {number}.')\n"
    )
    paths = str(ROOT)
    child = subprocess.Popen(
        [sys.executable, "-c", adder, str(database_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        with Database.open(database_path) as database:
            while not Outbox(database).due(NOW, 1):
                assert child.poll() is None
        child.kill()

    with Database.open(database_path) as database, database.reading() as reader:
        articles, sentences, deliveries = (
            reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "sentences", "deliveries")
        )
    assert articles == sentences == deliveries > 0
