"""Rules for quotes on hand-made Docs, with the dependency labels of both schemes."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from bot.language.quotations.extraction import drafts
from bot.language.syntax.paragraph import Draft, Tagged
from bot.language.syntax.quotation_marks import quoted
from bot.language.syntax.sentences import sentence_spans
from bot.models import QuoteKind

VOCAB = spacy.blank("en").vocab
#: Labels of the subject, its passive form and the clause: Universal Dependencies, then ClearNLP.
SCHEMES = [("nsubj", "nsubj:pass", "ccomp"), ("nsubj", "nsubjpass", "ccomp")]


def parsed(rows: str, *, starts: tuple[int, ...] = (0,)) -> Doc:
    """A Doc from lines "word tag head dep" (head = absolute number); "_" before a word = no blank before it."""
    table = [row.split() for row in rows.strip().splitlines()]
    words = [row[0].removeprefix("_") for row in table]
    spaces = [not following[0].startswith("_") for following in table[1:]] + [False]
    return Doc(
        VOCAB, words=words, spaces=spaces, tags=[row[1] for row in table], heads=[int(row[2]) for row in table],
        deps=[row[3] for row in table],
    )  # fmt: skip


def found(doc: Doc, *tagged: tuple[str, str]) -> list[Draft]:
    text = doc.text
    spans = [Tagged(text.index(words), text.index(words) + len(words), label) for label, words in tagged]
    return drafts(doc, text, quoted(text), spans, sentence_spans(doc, text))


def shown(doc: Doc, draft: Draft) -> tuple[str | None, str | None, list[str]]:
    source, cue = (doc.text[slice(*span)] if span else None for span in (draft.source, draft.cue))
    return source, cue, [doc.text[slice(*span)] for span in draft.spans]


@pytest.mark.parametrize(("subject", "_passive", "clause"), SCHEMES)
def test_a_verb_of_saying_and_its_clause(subject: str, _passive: str, clause: str) -> None:
    doc = parsed(f"""
        Officials NNS 1 {subject}
        said VBD 1 ROOT
        on IN 3 case
        Monday NNP 1 obl
        that IN 8 mark
        the DT 6 det
        port NN 8 {subject}
        would MD 8 aux
        close VB 1 {clause}
        soon RB 8 advmod
        _. . 1 punct""")

    (draft,) = found(doc)

    assert shown(doc, draft) == ("Officials", "said", ["that the port would close soon"])
    assert draft.kind is QuoteKind.INDIRECT


@pytest.mark.parametrize("inverted", [False, True])
def test_a_clause_and_behind_it_who_said_it(inverted: bool) -> None:
    ending = (
        "said VBD 3 x\n the DT 8 det\n MEA NNP 6 nsubj" if inverted else "the DT 7 det\n MEA NNP 8 nsubj\n said VBD 3 x"
    )
    doc = parsed(f"""
        The DT 1 det
        port NN 3 nsubj
        will MD 3 aux
        close VB 3 ROOT
        tomorrow NN 3 obl
        _, , 3 punct
        {ending}
        _. . 3 punct""")

    (draft,) = found(doc)

    assert shown(doc, draft) == ("the MEA", "said", ["The port will close tomorrow"])


@pytest.mark.parametrize("first", [True, False])
def test_according_to(first: bool) -> None:
    front = "According VBG 6 case\n to IN 6 case\n TASS NNP 6 obl\n _, , 6 punct\n"
    clause = "the DT 5 det\n port NN 6 nsubj\n closed VBD 6 ROOT\n for IN 8 case\n good NN 6 obl\n"
    behind = (
        "The DT 1 det\n port NN 2 nsubj\n closed VBD 2 ROOT\n for IN 4 case\n good NN 2 obl\n _, , 2 punct\n"
        "according VBG 2 case\n to IN 2 case\n TASS NNP 2 obl\n _. . 2 punct"
    )
    doc = parsed(front + clause + "_. . 6 punct" if first else behind)

    (draft,) = found(doc)

    source, cue, (content,) = shown(doc, draft)
    assert (source, cue, content.lower()) == ("TASS", doc.text[slice(*draft.cue or (0, 0))], "the port closed for good")


def test_a_relay_gives_the_words_to_who_said_them() -> None:
    doc = parsed("""
        According VBG 5 case
        to IN 5 case
        TASS NNP 5 obl
        _, , 5 punct
        Putin NNP 5 nsubj
        said VBD 5 ROOT
        that IN 9 mark
        talks NNS 9 nsubj
        had VBD 9 aux
        begun VBN 5 ccomp
        _. . 5 punct""")

    (draft,) = found(doc, ("SOURCE", "Putin"), ("CUE", "said"), ("CONTENT", "that talks had begun"))

    assert shown(doc, draft)[0] == "Putin"


@pytest.mark.parametrize(("_subject", "passive", "clause"), SCHEMES)
def test_who_is_told_something_does_not_say_it(_subject: str, passive: str, clause: str) -> None:
    doc = parsed(f"""
        Reporters NNS 2 {passive}
        were VBD 2 aux
        told VBN 2 ROOT
        that IN 6 mark
        talks NNS 6 nsubj
        had VBD 6 aux
        begun VBN 2 {clause}
        _. . 2 punct""")

    assert found(doc) == []


def test_a_participle_has_the_subject_of_the_verb_above() -> None:
    doc = parsed("""
        Putin NNP 1 nsubj
        welcomed VBD 1 ROOT
        Modi NNP 1 obj
        _, , 1 punct
        calling VBG 1 advcl
        him PRP 4 obj
        a DT 9 det
        " `` 9 punct
        _dear JJ 9 amod
        friend NN 4 xcomp
        _" '' 9 punct
        _. . 1 punct""")

    (draft,) = found(doc, ("CUE", "calling"), ("CONTENT", 'him a "dear friend"'))

    assert shown(doc, draft) == ("Putin", "calling", ['him a "dear friend"'])
    assert draft.kind is QuoteKind.MIXED


def test_words_in_marks_lose_the_marks_and_an_interrupted_quote_is_one() -> None:
    doc = parsed("""
        “ `` 2 punct
        _We PRP 2 nsubj
        won VBD 5 ccomp
        _, , 2 punct
        _” '' 2 punct
        said VBD 5 ROOT
        Reyl NNP 5 nsubj
        _, , 5 punct
        “ `` 10 punct
        _they PRP 10 nsubj
        lost VBD 5 ccomp
        _. . 10 punct
        _” '' 10 punct""")

    (draft,) = found(doc)

    assert shown(doc, draft) == ("Reyl", "said", ["We won", "they lost."])
    assert draft.kind is QuoteKind.DIRECT


def test_a_name_and_a_colon_speak() -> None:
    doc = parsed("""
        Belkova NNP 0 ROOT
        _: : 0 punct
        “ `` 5 punct
        _The DT 4 det
        wall NN 5 nsubj
        fell VBD 0 parataxis
        down RP 5 prt
        _. . 5 punct
        _” '' 5 punct""")

    (draft,) = found(doc)

    assert shown(doc, draft) == ("Belkova", None, ["The wall fell down."])


@pytest.mark.parametrize(
    "words",
    ["“ `` 5 punct\n _The DT 5 det\n Long NNP 5 amod\n Harbour NNP 5 nmod\n _” '' 5 punct",
     "“ `` 5 punct\n _so-called JJ 5 amod\n _” '' 5 punct\n grand JJ 5 amod\n old JJ 5 amod"],
    ids=["title of a work", "irony"],
)  # fmt: skip
def test_other_words_in_marks_are_no_quote(words: str) -> None:
    doc = parsed(f"""
        The DT 6 det
        {words}
        wall NN 7 nsubj
        won VBD 7 ROOT
        two CD 9 nummod
        prizes NNS 7 obj
        _. . 7 punct""")

    assert found(doc) == []


@pytest.mark.parametrize(
    ("cue", "content"),
    [("showed", "a friendly relationship"), ("saw", "the old harbour wall"), ("promised", "more")],
)
def test_what_the_model_takes_for_a_quote_without_a_reporting_verb_or_enough_words(cue: str, content: str) -> None:
    words = "".join(f"\n{word} NN 1 obj" for word in content.split())
    doc = parsed(f"Leaders NNS 1 nsubj\n{cue} VBD 1 ROOT{words}\n_. . 1 punct")

    assert found(doc, ("SOURCE", "Leaders"), ("CUE", cue), ("CONTENT", content)) == []
