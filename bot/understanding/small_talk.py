"""Small talk and questions about newsbot itself: recognising and answering them. Pure."""

from __future__ import annotations

import re
from enum import StrEnum, auto

from bot.lexicon.loader import alternatives
from bot.translation import N_, gettext
from bot.understanding.politeness import in_full

MAX_QUESTION = 500  # characters; a longer text is an article, not a question


class Talk(StrEnum):
    """The kinds of small talk, which need no search."""

    GREETING = auto()
    THANKS = auto()
    BYE = auto()
    FINE = auto()
    FEELING = auto()  # "how are you?"
    COMPLAINT = auto()  # "that's wrong", "you are useless"
    IDENTITY = auto()  # "are you human?"
    HELP = auto()  # "what can I ask you?"
    STARTING = auto()  # "how do I follow somebody?"
    STOPPING = auto()  # "how do I unsubscribe?"
    SOURCES = auto()  # "which papers do you read?"
    PRIVACY = auto()  # "what do you know about me?"
    OFF_TOPIC = auto()  # "tell me a joke", "what is 2+2?", "what time is it?"
    LANGUAGE = auto()  # a text in another language
    UNCLEAR = auto()  # words that occur in no article
    LEANING = auto()  # "how old is she?", with nothing before it
    EMPTY = auto()  # no words at all
    TOO_LONG = auto()


#: The replies, the same on every surface. A chat shows its own pages for HELP, SOURCES and PRIVACY.
WORDS = {
    Talk.GREETING: N_("Hello! Ask me about the news, or try /latest."),
    Talk.THANKS: N_("You're welcome!"),
    Talk.BYE: N_("Goodbye! What you follow will still reach you."),
    Talk.FINE: N_("👍"),
    Talk.FEELING: N_("Fine, thank you. What would you like to know about the news?"),
    Talk.COMPLAINT: N_(
        "Sorry! 👎 below an answer tells my operators that it is wrong. Asking in other words, or with a name, "
        "often finds more."
    ),
    Talk.IDENTITY: N_(
        "I'm newsbot, a program. I find exact sentences in articles and show where they stand; I write nothing myself."
    ),
    Talk.HELP: N_(
        "Ask me about the news in your own words: “Who won the marathon?”, “What did the minister say about "
        "taxes?”, “What happened yesterday?”. I answer with exact sentences from articles, or tell you when "
        "they don't say."
    ),
    Talk.STARTING: N_(
        "/follow NAME sends you a message for each new article that names somebody; a word or from:OUTLET "
        "works too, and so does “tell me when there is news about …”."
    ),
    Talk.STOPPING: N_(
        "/following lists what you follow, with a button to end each of them. /unfollow NAME ends one, "
        "/unfollow all ends everything."
    ),
    Talk.SOURCES: N_("/sources lists the outlets that I read, and how many articles I have of each."),
    Talk.PRIVACY: N_("/privacy tells what I keep about you; /forgetme deletes it."),
    Talk.OFF_TOPIC: N_(
        "I can't do that: I only know what stands in my articles. Ask me about the news, or try /latest."
    ),
    Talk.LANGUAGE: N_("I only understand English. Please ask in English; names can stay as they are."),
    Talk.UNCLEAR: N_(
        "I didn't understand that: none of its words is in my articles. Ask a question, such as “Who won the "
        "marathon?”, or try /latest."
    ),
    Talk.LEANING: N_(
        "I can't tell whom or what you mean. Ask with a name, such as “How old is Saul?”, or reply to the answer that "
        "you are asking about."
    ),
    Talk.EMPTY: N_("Type a question about the news, or /help to see what I can do."),
    Talk.TOO_LONG: N_("That is more than {most} characters. Please put it as a short question."),
}

_I = (
    r"(?:how (?:do|can|could|would|should) (?:i|we|you|one)|how to|(?:can|may) i|where (?:do|can) i|i "
    r"(?:want|wish) to)"
)
_YOUR = r"(?:your|the|these|those|all(?: the| your)?) (?:news|articles|information|answers|stories|facts|data)"
#: Words that people use for newsbot's sources.
OUTLETS = r"(?:newspapers?|papers?|outlets?|sources?|(?:web)?sites?|publications?|media|agencies|articles)"
_STOPPING = alternatives("small_talk", "stopping")
_FINE = alternatives("small_talk", "fine")
_PRAISE = f"(?:{alternatives('small_talk', 'praise')})"
_BLAME = f"(?:{alternatives('small_talk', 'blame')})"
_ASKED = r"(?:what i (?:asked|meant|wanted|said)|my question|the question|right|true|correct|helpful|it|an answer)\b.*"
_TALK = {
    Talk.GREETING: "(?:hi|hello|hey)(?: there)?|hiya|namaste|howdy|greetings|good (?:morning|afternoon|evening|day)",
    Talk.THANKS: "(?:ok(?:ay)? |great |cool |perfect |many )?(?:thanks|thank you|thx|ty|cheers)"
    "(?: a lot| a million| (?:so|very) much| again| for (?:that|the (?:help|info|answer)|your help)| "
    "(?:mate|man|buddy|dude|bro|friend|folks|all))*"
    rf"(?: (?:that|this|it)(?: was| is|'s) (?:very |really |so |just )*{_PRAISE}(?: .*)?)?"
    rf"|(?:(?:that|this|it)(?: was| is|'s)|you(?: are|'re)|what an?) (?:an? |very |really |so |just )*{_PRAISE}"
    r"(?: (?:answer|bot|help|work|job|of you|thanks?))*",
    Talk.BYE: "bye|goodbye|good night|see you(?: later| soon)?|bye bye|later|ciao",
    Talk.FINE: _FINE,
    Talk.FEELING: "how are you(?: doing| today)*|how(?: is|'s) it going|what'?s up",
    Talk.COMPLAINT: rf"(?:(?:that|this|it|(?:the|your|this) (?:answer|bot)|you)(?:'s| is| was| are|'re|r)? "
    rf"|what an? |such an? )?"
    rf"(?:(?:not|all|totally|completely|so|very|really|just|a|an|simply) )*{_BLAME}(?: "
    rf"(?:bot|answer|thing|program|reply))*"
    rf"|(?:that|this|it)(?:'s| is| was)? (?:not|n't|isn't|wasn't|wrong) {_ASKED}|i (?:did not|didn't) "
    rf"(?:ask|mean) .+"
    r"|(?:you|it|this|that) (?:do(?:es)? not|don't|doesn't|did not|didn't|can't|cannot) "
    r"(?:work|help|answer|understand)\b.*"
    r"|you(?: are|'re) (?:not (?:helpful|helping|answering)|wrong|making (?:this|that|it|things) up)\b.*",
    Talk.LANGUAGE: r"(?:what|which) languages? (?:do|can|are) (?:you|u)\b.*|(?:do|can) you "
    r"(?:speak|understand|read|answer in)"
    r" (?:\w+)(?: too| as well)?|in (?:what|which) languages? (?:can|do) (?:i|you)\b.*",
    Talk.IDENTITY: "who are you|what are you|are you (?:a bot|human|a human|real|a robot|an? ai|chat ?gpt|alive)"
    "|who (?:made|built|created|wrote|programmed|runs|owns) (?:you|this)(?: bot)?|what(?: is|'s) your "
    "name|your name",
    Talk.HELP: "(?:i (?:do not|don'?t|not|did not|didn'?t|can'?t|cannot) (?:quite |really |still )?(?:understand|get)"
    "|how (?:it|this|that) works?)(?: (?:it|this|that|you|anything|the answer|what you (?:say|mean)))?"
    "|(?:(?:can|could|will|would) (?:you|u) )?help(?: me| us)?(?: out)?"
    "(?: with (?:something|(?:a|some|my) questions?|this))?"
    "|i need (?:some |your )?help|i(?:'ve| have)(?: got)? an? (?:quick )?question|(?:can|could|may) i ask (?:you )?"
    "(?:something|a question)|what can you do(?: for me)?|how does this work|how do you "
    "work|commands|menu|what is this"
    "|what (?:can|could|should|may) i (?:ask|do|say|type|write)(?: you| about| here| with (?:you|this))*"
    "|what (?:kinds?|sorts?|types?) of (?:questions|things) (?:can|do|may) (?:i|you) (?:ask|answer|know)(?: you)?"
    "|what (?:do|can) you (?:know|answer|offer)(?: about)?|(?:what|which) (?:are your|commands) "
    "?(?:commands|features"
    "|do you (?:know|have))?|what (?:topics|things) do you (?:know|cover)(?: about)?"
    rf"|{_I} (?:use|ask|talk to|search|begin|start|work with)(?: you| this| it| with you| a question| questions)?"
    "(?: bot)?",
    Talk.STARTING: rf"{_I} (?:subscribe|follow|get (?:alerts?|notifi\w+|updates|messages|news alerts?)"
    r"|be (?:notified|alerted|informed)|set (?:up )?(?:an? )?alerts?|turn on \w+)\b.*"
    "|(?:can|could|will) you (?:notify|alert) me",
    Talk.STOPPING: rf"{_I} (?:{_STOPPING}|turn (?:it|this|you|\w+) off)\b.*",
    Talk.SOURCES: rf"(?:what|which) {OUTLETS} (?:do|can|does) (?:you|this bot)"
    " (?:read|use|have|know|cover|search|follow)"
    rf"|what are your sources|your sources|sources|where (?:do|does) {_YOUR} come from"
    rf"|where do you (?:get|take|find|have) (?:it|this|that|{_YOUR})(?: from)?"
    "|where are you getting (?:this|that|it)(?: from)?|how many articles do you (?:have|know)"
    "|how (?:old|new|recent|up to date) (?:is|are) your (?:news|articles|data)",
    Talk.PRIVACY: "what do you (?:know|store|keep|remember|save|collect|have) (?:about|of|on) (?:me|us)"
    "|do you (?:store|save|keep|remember|log|record|read) (?:me|my|our)\\b.*|privacy(?: policy)?|is this private"
    rf"|(?:{_I} )?(?:delete|erase|remove) (?:all )?my (?:data|account|history|questions)|forget me"
    "|who (?:can see|sees|reads) (?:my|our|this)\\b.*"
    r"|(?:do|does|did|can|could|will) (?:any |the |real |other )*(?:humans?|people|persons?|someone|somebody|anyone"
    r"|anybody|others|strangers|operators?) (?:\w+ )?(?:read|see|look at|check) "
    r"(?:what (?:i|we) \w+|everything (?:i|we) \w+|my .+|our .+|these \w+|this chat|this)(?: here| to you)?",
}
_TALK[Talk.OFF_TOPIC] = (
    r"(?:please )?(?:tell|sing|write|give|make|draw|read|play)(?: me| us)? (?:an?|another|some) (?:\w+ )?"
    r"(?:jokes?|stor(?:y|ies)|poems?|riddles?|songs?|essays?|limericks?|recipes?|pictures?|games?|fairy "
    r"?tales?|hugs?)"
    r"|what(?:'s| is) the (?:time|date)(?: now| today)?|what (?:time|day) is (?:it|today)(?: now| today)?"
    r"|(?:what(?:'s| is)|calculate|compute|how much is|solve) \d+"
    r"(?: (?:plus|minus|times|x|and|divided by|over))?(?: \d+)+"
    r"|\d+(?: (?:plus|minus|times|x|divided by))? \d+"
    r"|i (?:love|hate|like|miss) you|(?:do you|will you) (?:love|marry|like) me|sing(?: me| us)? something"
)
_TALK_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _TALK.items()}


_OPENING = re.compile(r"^(?:hi|hello|helo|hey|ok|so|sorry)(?: bot| newsbot| there)? (?=\w+ \w+)", re.IGNORECASE)


def answer_to(talk: Talk) -> str:
    """The reply, in the reader's language."""
    return gettext(WORDS[talk]).format(most=MAX_QUESTION)


def small_talk(words: str) -> Talk | None:
    """The small talk or question about newsbot that ``words`` consist of, or None."""
    bare = re.sub(r"(?!(?<=\d)[.,]\d)[^\w\s']", " ", in_full(words.replace("’", "'")))
    bare = " ".join(bare.split())
    bare = _OPENING.sub("", bare)
    bare = re.sub(r"(?<=\w) (?:bot|newsbot|please|pls)$", "", bare, flags=re.IGNORECASE)
    return next((kind for kind, pattern in _TALK_PATTERNS.items() if pattern.fullmatch(bare)), None)
