"""The archive in OpenSearch, for more articles than one machine can hold (docs/scaling.md).

    address      opensearch://host:9200/prefix     cluster      requests, and what their failures mean
    mappings     the indices                       documents    an article as documents
    queries      OpenSearch queries                archive      bot.archive.port.Archive
    reader       bot.archive.port.ArchiveReader, with recalling, quotes_read, statistics,
                 articles_read and wholes (whole articles, and what ranking needs of them)
    syncing      changes of the store -> the cluster
    rebuilding   replacing the indices             status       the cluster's status

Everything is still written to SQLite first, and chats, subscriptions and deliveries stay there. The cluster receives
every change, and keeps what is put away in SQLite. Needs the extra ``newsbot[opensearch]``.
"""
