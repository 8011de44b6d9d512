"""Sources of articles: text files, JSON Lines and saved web pages, alone or in folders.

    paths -> plan (which files, how many bytes) -> read -> FoundArticle | Failure, one by one

    folders       paths -> files                   input_files   plain, compressed or in an archive
    reading       files -> articles                records       what comes out
    text_files, jsonl   the formats                decoding      bytes -> text
    json_documents, record_fields   other JSON     mail          saved e-mail -> the format of text files
    dates         of the article itself            datelines     "LONDON, July 9 (Agency) -"
    page_files    saved pages, whole or in part
    tables        rows of cells -> lines           masthead      author and day below a headline
    markup        HTML in fields -> plain text     boilerplate   lines that are not of the article
    line_breaks   sentences broken over lines      mojibake      "cafÃ©" -> "café"
    closings        credits and signatures below  text_headers   other forms of headers
    article_tables  a row per article (.csv, .tsv)
    sentence_gaps   "late Sunday.Police said" -> two sentences

``feeds`` parses feeds, ``web`` reads pages, ``fetching`` requests both; nothing else here fetches or stores. What
cannot be read becomes a ``Failure`` with the reason, never an exception.
"""

from __future__ import annotations

from bot.sources.folders import Plan, plan
from bot.sources.reading import collect, read
from bot.sources.records import Failure, Found, FoundArticle

__all__ = ["Failure", "Found", "FoundArticle", "Plan", "collect", "plan", "read"]
