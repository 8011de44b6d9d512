"""The archive in OpenSearch, for more articles than one machine can hold (docs/scaling.md).

    address.py    opensearch://host:9200/prefix     cluster.py   requests, and what their failures mean
    mappings.py   the indices                       documents.py an article as documents
    queries.py    OpenSearch queries                reader.py    bot.archive.port.ArchiveReader
    archive.py    bot.archive.port.Archive          syncing.py   changes of the store -> the cluster
    rebuilding.py replacing the indices             status.py    the cluster's status

Everything is still written to SQLite first, and chats, subscriptions and deliveries stay there. The cluster receives
every change, and keeps what is put away in SQLite. Needs the extra ``newsbot[opensearch]``.
"""
