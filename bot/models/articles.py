"""Articles before and after they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AddStatus(StrEnum):
    """The result of adding an article."""

    ADDED = "added"
    REVISED = "revised"  # same id or address, another text
    UNCHANGED = "unchanged"  # already stored


@dataclass(frozen=True, kw_only=True, slots=True)
class NewArticle:
    """An article from a source, before it is annotated and stored."""

    text: str  #: body; one paragraph per line, blank lines between paragraphs allowed; never empty
    id: str = ""  #: the source's own id; "" to derive it from the content
    title: str = ""  #: "" to take it from the lead sentence
    source: str = ""  #: outlet
    url: str = ""  #: http(s) address or ""
    published: datetime | None = None  #: aware UTC; midnight if only the day is known
    news: bool = True  #: whether followers are told of it; False for a back-fill
    blurb: bool = False  #: whether the text is only the part that a feed or paywall shows
    shared_url: bool = False  #: whether other articles share its address, so that it identifies none of them
    named_by_file: bool = False  #: whether the id is a file's name, which tomorrow's file of another article may have


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """An article without its text."""

    row: int  #: primary key in the database
    id: str  #: public id
    title: str
    source: str
    url: str
    published: datetime | None
    added: datetime
    lead: str = ""  #: first sentence below a headline within the text
    blurb: bool = False  #: whether only a blurb of it is known


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A stored article, latest revision."""

    headline: Headline
    text: str
    revision: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """A sentence within its paragraph."""

    headline: Headline
    paragraph: str  #: verbatim
    start: int  #: offsets of the sentence in ``paragraph``
    end: int
    before: str = ""  #: the paragraph before, verbatim, or ""
    after: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """The outcome of adding one article."""

    status: AddStatus
    id: str
    row: int
    sentences: int = 0
    deliveries: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Stats:
    """Counts for ``newsbot stats`` and /sources."""

    articles: int
    sentences: int
    entities: int
    quotes: int
    subscriptions: int
    pending: int
    newest: datetime | None
    oldest: datetime | None
    sources: tuple[tuple[str, int], ...]  #: outlets with their number of articles, largest first
    missed: int = 0  #: missed deliveries that the latest nightly sweeps have added
    swept: datetime | None = None  #: when the latest sweep ended


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The extent of the archive."""

    articles: int
    newest: datetime | None  #: publication of the newest dated article


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredArticle:
    """An article ready to be stored, with all fields decided."""

    public_id: str
    title: str
    source: str  #: outlet or ""
    url: str  #: http(s) address or ""
    published: datetime | None  #: aware
    added: datetime  #: aware
    lead: str  #: first sentence below a headline within the text
    text: str
    digest: str  #: of title and text
    blurb: bool = False  #: whether the text is not the whole article


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleEntity:
    """An entity named in an article."""

    row: int  #: entity row
    name: str
    label: str  #: PERSON or ORG
    mentions: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticlePage:
    """An article to be read, with the entities it names and other reports of its story."""

    article: Article
    named: tuple[ArticleEntity, ...] = ()  #: people first, most often named first
    elsewhere: tuple[Headline, ...] = ()  #: other outlets' reports of the story, oldest first
