"""How a copy begins: of a database that is old, in a cluster that is somebody's already, without the k-NN plugin."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.archive import any_of
from bot.errors import StoreError
from bot.opensearch.archive import ASKED_EVERY, OpenSearchArchive
from bot.opensearch.cluster import WORK_SECONDS, Cluster
from bot.opensearch.mappings import DIMENSIONS
from bot.opensearch.reader import OpenSearchReader
from bot.opensearch.rebuilding import Rebuilding
from bot.opensearch.status import cluster_status
from bot.opensearch.syncing import Syncing
from bot.store.archive.archive import SqliteArchive
from bot.store.archive.whole_articles import ThinningOut
from bot.store.file.database import Database
from bot.store.reading.passage_vectors import write_vectors
from tests.support.faulty_cluster import FaultyCluster
from tests.support.kept_copy import OPTIONS, Kept, other_copy
from tests.support.opensearch import OpenSearchNode
from tests.support.storing import annotation, day, stored


def test_rebuilding_is_a_way_to_begin(kept: Kept, prefix: str, database: Database, opensearch: OpenSearchNode) -> None:
    kept.put("a1", "The ferry was late.")
    kept.syncing.catch_up()
    with other_copy(database, opensearch, f"{prefix}-2") as (cluster, syncing):
        Rebuilding(cluster, syncing).run()

        cluster.refresh(f"{prefix}-2-*")
        assert (cluster.count("articles"), cluster.count("sentences")) == (1, 1)


def test_another_prefix_takes_nothing_from_the_first(
    kept: Kept, prefix: str, database: Database, opensearch: OpenSearchNode
) -> None:
    kept.put("a1", "The ferry was late.", month=1)
    kept.put("a1", "It rained.", month=1)
    kept.put("a2", "The ferry sailed.", month=2)
    kept.syncing.catch_up()
    with other_copy(database, opensearch, f"{prefix}-2") as (_, syncing):
        syncing.begin()
        syncing.catch_up()
        kept.syncing.catch_up()
        assert ThinningOut(kept.database).thin_out(day(1).replace(month=2), limit=10) == 1
        with kept.database.writing() as writer:
            writer.execute(
                "INSERT INTO index_changes (article_id, op, revision) SELECT id, 'put', revision FROM articles"
            )
        kept.syncing.catch_up()
    with other_copy(database, opensearch, f"{prefix}-3") as (_, syncing), pytest.raises(StoreError, match="1 articles"):
        syncing.begin()

    assert kept.there() == {"a1": ["It rained."], "a2": ["The ferry sailed."]}


def test_so_does_one_of_another_database_whose_prefix_begins_with_the_first(
    kept: Kept, prefix: str, opensearch: OpenSearchNode, tmp_path: Path
) -> None:
    kept.put("a1", "The ferry was late.")
    kept.syncing.catch_up()
    with (
        Database.open(tmp_path / "other.db") as other,
        other_copy(other, opensearch, f"{prefix}-2") as (cluster, syncing),
    ):
        SqliteArchive(other).add(stored("b1", "The tide was low."), annotation("The tide was low."))
        generation = syncing.begin().generation
        syncing.catch_up()
        (first,) = kept.syncing.changes.targets()
        assert first.generation == generation  # of both names, the number is the same

        Rebuilding(kept.cluster, kept.syncing).run()

        cluster.refresh(f"{prefix}-2-*")
        assert cluster.count("articles") == 1
    assert kept.there() == {"a1": ["The ferry was late."]}


def test_the_copy_of_another_database_is_left_alone(kept: Kept, tmp_path: Path) -> None:
    kept.put("a1", "The ferry was late.")
    kept.syncing.catch_up()
    with Database.open(tmp_path / "other.db") as other:
        archive = SqliteArchive(other)
        archive.add(stored("b1", "The tide was low."), annotation("The tide was low."))
        syncing = Syncing(other, kept.cluster, OPTIONS)
        with pytest.raises(StoreError, match="rebuild --anew"):
            syncing.begin()
        with OpenSearchArchive(other, kept.cluster).reading() as reader:  # whose rows are others'
            assert reader.counts()[:2] == (1, 1)
            assert len(reader.matching_sentences(any_of(["tide"]), 5)) == 1
        assert list(kept.there()) == ["a1"]

        syncing.begin_anew()
        syncing.catch_up()

        kept.cluster.refresh(f"{kept.cluster.address.prefix}-*")
        with OpenSearchArchive(other, kept.cluster).reading() as reader:
            [row] = reader.matching_sentences(any_of(["tide", "ferri"]), 5)
            assert [one.text for one in reader.excerpts([row])] == ["The tide was low."]


def test_a_kill_before_the_templates_are_made_is_made_good(
    database: Database, opensearch: OpenSearchNode, prefix: str
) -> None:
    with closing(Cluster(opensearch.address(prefix), patience=WORK_SECONDS)) as cluster:
        syncing = Syncing(database, cluster, OPTIONS)
        syncing.changes.begin(prefix)

        SqliteArchive(database).add(stored("a1", "The ferry was late."), annotation("The ferry was late."))
        syncing.begin()
        syncing.catch_up()

        mappings = cluster.client.indices.get_mapping(index=f"{prefix}-*")
        assert {one["mappings"]["dynamic"] for one in mappings.values()} == {"false"}


def test_a_cluster_without_the_plugin_finds_by_words_until_it_is_rebuilt_with_it(
    database: Database, opensearch: OpenSearchNode, prefix: str
) -> None:
    with (
        FaultyCluster(opensearch).running() as between,
        closing(Cluster(between.address(prefix), patience=WORK_SECONDS)) as cluster,
    ):
        between.faults.no_plugins = True
        syncing = Syncing(database, cluster, OPTIONS)
        now = [0.0]
        archive = OpenSearchArchive(database, cluster, timer=lambda: now[0])
        article, [row] = archive.add(stored("a1", "The ferry was late."), annotation("The ferry was late."))
        vector = np.ones(DIMENSIONS, np.float32) / DIMENSIONS**0.5
        with database.writing() as writer:
            write_vectors(writer, article, [row], vector[np.newaxis], "e")
        syncing.begin()
        syncing.catch_up()
        cluster.refresh(f"{prefix}-*")

        found = cluster_status(cluster, syncing.changes)
        assert (found.plugin, found.vectors) == (False, False)
        with archive.reading() as reader:
            assert reader.nearest_sentences("e", vector, 5) == []
            assert reader.matching_sentences(any_of(["ferri"]), 5) == {row}

        between.faults.no_plugins = False
        assert (cluster_status(cluster, syncing.changes).plugin, archive._finds_by_meaning()) == (True, False)
        Rebuilding(cluster, syncing).run()
        now[0] += ASKED_EVERY

        assert cluster_status(cluster, syncing.changes).vectors
        with archive.reading() as reader:
            assert reader.nearest_sentences("e", vector, 5) == [row]


def test_while_the_cluster_is_far_behind_sqlite_answers(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.opensearch.archive.FAR_BEHIND", 2)
    kept.put("a1", "The ferry was late.")
    kept.syncing.catch_up()
    for number in range(2, 5):
        kept.put(f"a{number}", "The ferry sailed.")

    assert len(kept.there()) == 4  # told to the cluster or not

    kept.syncing.catch_up()
    with kept.archive.reading() as reader:
        assert isinstance(reader, OpenSearchReader)
