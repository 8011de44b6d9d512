"""What is carried to the cluster: nothing is lost, nothing is there twice, whatever goes wrong on the way."""

from __future__ import annotations

import pytest

from bot.errors import ArchiveUnavailable
from bot.opensearch import syncing as syncing_module
from bot.opensearch.documents import documents
from bot.opensearch.mappings import Generation
from bot.opensearch.rebuilding import Rebuilding
from bot.opensearch.syncing import put
from bot.store.archive.whole_articles import ThinningOut, whole_articles
from tests.support.kept_copy import MARSH, Kept
from tests.support.storing import Said, annotation, day, stored


def test_documents_that_are_refused_for_now_are_tried_again(kept: Kept) -> None:
    kept.put("a1", "The ferry was late. Elena Marsh said the tide was low.")
    kept.faults.busy_items, kept.faults.broken_items = 3, 2

    kept.syncing.catch_up()

    assert kept.counts() == (1, 2, 1)
    assert len(kept.faults.bulks) > 1
    assert kept.syncing.catch_up() == 0  # acknowledged


def test_a_cluster_that_stays_busy_is_left_for_later(kept: Kept) -> None:
    kept.put("a1", "The ferry was late.")
    kept.faults.busy_items = 1_000_000
    with pytest.raises(ArchiveUnavailable):
        kept.syncing.catch_up()

    kept.faults.busy_items = 0
    kept.syncing.catch_up()

    assert kept.there() == {"a1": ["The ferry was late."]}


def test_a_batch_that_was_written_but_not_answered_is_written_again_to_the_same_end(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing_module, "BULK_BYTES", 200)  # several requests a batch
    kept.put("a1", "The ferry was late. Elena Marsh said the tide was low.")
    kept.put("a2", "The ferry sailed.")
    kept.faults.cut_after = 1
    with pytest.raises(ArchiveUnavailable):
        kept.syncing.catch_up()
    kept.put("a1", "It rained.")  # in the meantime
    kept.faults.cut_after = -1

    kept.syncing.catch_up()

    assert kept.there() == {"a1": ["It rained."], "a2": ["The ferry sailed."]}
    assert kept.counts() == (2, 2, 0)


def test_an_older_state_that_comes_late_changes_nothing(kept: Kept) -> None:
    row = kept.put("a1", "The ferry was late.")
    with kept.database.reading() as reader:
        [early] = whole_articles(reader, [row]).values()
    kept.put("a1", "It rained.")
    kept.syncing.catch_up()
    [target] = kept.syncing.changes.targets()
    generation = Generation(target.prefix, target.generation)
    [late] = [one for one in documents(early, vectors=False) if one.kind == "articles"]

    kept.syncing.write([put(generation.index("articles", late.month), late.id, 1, late.body)])

    kept.cluster.refresh(generation.pattern())
    with kept.archive.reading() as reader:
        article = reader.article(row)
        assert article is not None
        assert article.text == "It rained."


def test_a_revision_of_another_month_and_a_removal_leave_nothing_behind(kept: Kept) -> None:
    kept.put("a1", "The ferry was late. Elena Marsh said the tide was low.", month=5)
    kept.put("a2", "The ferry sailed.")
    kept.syncing.catch_up()

    kept.put("a1", "It rained.", month=6)
    kept.local.remove(["a2"])
    kept.syncing.catch_up()

    assert kept.there() == {"a1": ["It rained."]}
    assert kept.counts() == (1, 1, 0)


def test_what_sqlite_put_away_is_found_revised_and_removed_in_the_cluster(kept: Kept) -> None:
    kept.put("a1", "The ferry was late.", month=1)
    kept.put("a2", "Elena Marsh said the tide was low.", month=2)
    kept.put("a3", "The ferry sailed. Elena Marsh said the tide was low.", month=3)
    kept.syncing.catch_up()
    assert ThinningOut(kept.database).thin_out(day(1).replace(month=3), limit=10) == 2
    assert len(kept.there()) == 3

    kept.put("a1", "It rained.", month=1)
    kept.local.remove(["a2"])
    kept.syncing.catch_up()

    assert kept.there() == {"a1": ["It rained."], "a3": ["The ferry sailed.", "Elena Marsh said the tide was low."]}


def test_a_full_disk_stops_nothing_for_good(kept: Kept) -> None:
    kept.put("a1", "The ferry was late.")
    kept.syncing.catch_up()
    indices = kept.cluster.client.indices
    full = {"index.blocks.read_only_allow_delete": True}  # what the flood-stage watermark sets
    indices.put_settings(index=f"{kept.cluster.address.prefix}-*", body=full)
    kept.put("a2", "The ferry sailed.")
    with pytest.raises(ArchiveUnavailable):
        kept.syncing.catch_up()
    assert kept.there() == {"a1": ["The ferry was late."]}  # questions are still answered

    indices.put_settings(index=f"{kept.cluster.address.prefix}-*", body={"index.blocks.read_only_allow_delete": None})
    kept.syncing.catch_up()

    assert sorted(kept.there()) == ["a1", "a2"]


def test_whole_months_are_dropped(kept: Kept) -> None:
    kept.put("a1", "The ferry was late.", month=1)
    kept.put("a2", "The ferry sailed.", month=3)
    kept.syncing.catch_up()

    dropped = kept.syncing.drop_months("2026-02")

    assert {name[-7:] for name in dropped} == {"2026-01"}
    assert kept.there() == {"a2": ["The ferry sailed."]}
    kept.local.remove(["a1"])
    kept.syncing.catch_up()
    assert kept.counts() == (1, 1, 0)


def test_rebuilding_takes_what_changes_meanwhile_and_a_lost_point_in_time(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        kept.put(f"a{number}", f"The ferry was late. Rain {number}.", month=1 + number)
    kept.syncing.catch_up()
    ThinningOut(kept.database).thin_out(day(1).replace(month=3), limit=10)
    monkeypatch.setattr("bot.opensearch.rebuilding.ARTICLES", 2)
    seen: list[dict[str, list[str]]] = []

    def meanwhile(copied: int) -> None:
        if copied == 2:
            kept.put("a0", "It rained.", month=1)  # copied already, revised now
            kept.put("a9", "The ferry sailed.")
            kept.local.remove(["a4"])
            kept.syncing.catch_up()  # as the running bot does: the old indices know it at once
            kept.faults.lost_points = 1
        seen.append(kept.there())

    new = Rebuilding(kept.cluster, kept.syncing).run(meanwhile)

    assert [sorted(one) for one in seen] == [["a0", "a1", "a2", "a3", "a9"]] * len(seen)  # questions see the old ones
    assert sorted(kept.there()) == ["a0", "a1", "a2", "a3", "a9"]
    assert kept.there()["a0"] == ["It rained."]
    assert {target.generation for target in kept.syncing.changes.targets()} == {new.generation}
    names = kept.cluster.indices(f"{kept.cluster.address.prefix}-*")
    assert {f"-g{new.generation}-" in name for name in names} == {True}
    kept.put("a10", "The ferry sailed again.", month=12)  # a month that is new after the swap
    kept.syncing.catch_up()
    assert "a10" in kept.there()


def test_a_rebuilding_that_was_killed_goes_on(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        kept.put(f"a{number}", f"The ferry was late. Rain {number}.")
    kept.syncing.catch_up()
    monkeypatch.setattr("bot.opensearch.rebuilding.ARTICLES", 2)

    def killed(copied: int) -> None:
        if copied == 4:
            raise KeyboardInterrupt

    rebuilding = Rebuilding(kept.cluster, kept.syncing)
    with pytest.raises(KeyboardInterrupt):
        rebuilding.run(killed)
    half = kept.syncing.changes.targets()[-1]
    copied: list[int] = []

    new = rebuilding.run(copied.append)

    assert (new.generation, copied) == (half.generation, [1])
    assert len(kept.there()) == 5


def test_rebuilding_loses_nothing_of_what_the_cluster_was_not_told_yet(kept: Kept) -> None:
    kept.put("a1", "The ferry was late.")
    kept.syncing.catch_up()
    kept.put("a2", "The ferry sailed.")
    kept.put("a1", "It rained.")

    Rebuilding(kept.cluster, kept.syncing).run()

    assert kept.there() == {"a1": ["It rained."], "a2": ["The ferry sailed."]}
    assert kept.syncing.catch_up() == 0


def test_words_and_outlets_without_end_are_refused_nowhere(kept: Kept) -> None:
    endless = "a" * 40_000
    text = f"The ferry was late. Elena Marsh said {endless} the tide was low."
    said = Said(f"{endless} the tide was low", "Elena Marsh", "Elena Marsh")
    kept.local.add(stored("a1", text, source=endless), annotation(text, [MARSH], [said]))

    kept.syncing.catch_up()

    assert kept.counts() == (1, 2, 1)
