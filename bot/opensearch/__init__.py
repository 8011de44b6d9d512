"""The archive in OpenSearch, for more than one machine holds (docs/scaling.md).

    address.py    opensearch://host:9200/prefix     cluster.py   requests, what their failures mean
    mappings.py   the indices                       documents.py an article as documents
    queries.py    what is looked for, as queries    reader.py    bot.archive.port.ArchiveReader
    archive.py    bot.archive.port.Archive          syncing.py   changes of the store -> the cluster
    rebuilding.py new indices in the place of old   status.py    how it stands

SQLite stays where everything is written first, with chats, follows and what is owed; the cluster is told of every
change, and keeps what is put away there. Needs the extra ``newsbot[opensearch]``.
"""
