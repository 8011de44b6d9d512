"""The forms of requests for more than one answer on a topic, by which bot/understanding/topic_requests.py reads."""

from __future__ import annotations

import re

from bot.lexicon.loader import alternatives


def any_of(section: str) -> str:
    """The words of a section of requests on a topic, as a group of a regular expression."""
    return rf"(?:{alternatives('topic_requests', section)})"


_ABOUT = r"(?:about|on|of|regarding|concerning|for|over|around|behind|in|with|to)"
ON = r"(?:about|on|regarding|concerning|over|of|for)"
_A = (
    r"(?:an? |the |some |any |all )?"
    r"(?:(?:short|quick|brief|full|complete|little|new|news|main|important|latest|whole) )*"
)
_WANT = rf"(?:(?:(?:i (?:just )?)?(?:want|need|would like)|what(?:'s| is| are| was| were)|{any_of('wanting')}) )?"
_TOPIC = r"(?P<topic>.+?)"
_END = rf"(?:,? (?:{alternatives('topic_requests', 'in_brief')}|in (?:\d+|two|three|five) (?:sentences|words|lines)))*"
_SUMMARY = rf"(?:{any_of('summaries')}s?)"
_SUM_UP = any_of("summing_up")
_ORDER = any_of("courses")
_IN_ORDER = any_of("in_order")
_AT_FIRST = r"first(?! \w*(?:day|week|weekend|half|month|quarter)s?\b)"
_WITHIN = r"(?:since|between|over the|during the|in the|from (?=\w+(?: \d+)? (?:to|till|until|through) )) ?.+"
_EVERYBODY = r"(?:everyone|every ?body|people|all the papers|the papers|the (?:news|press|media)|they|we)"
_TALKING = r"(?:all |always |suddenly |still |keep )*(?:talk|talking|writ\w+|speaking|on|going on|obsess\w+)"
_NEWS = r"(?:news|articles|reports|coverage|stories|developments)"


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


BRIEF = _forms(
    r"(?:(?:(?:my|our|the) \w+|he|she|they|i|we) (?:wants?|needs?|asked (?:me |us )?for) )?"
    rf"(?:\d+|an?|one|two|three|four|five|some|a few) (?:short )?(?:sentences?|lines|words|facts|paragraphs?|points)"
    rf" (?:on|about) {_TOPIC}{_END}",
    rf"{_WANT}{_A}{_SUMMARY} {_ABOUT} {_TOPIC}{_END}",
    rf"{_SUM_UP} (?:all )?(?:the )?(?:(?:latest|recent) )?{_NEWS} {_ABOUT} {_TOPIC}{_END}",
    rf"{_SUM_UP} (?:for me |to me )?(?:what(?:'s| is| has| was)?(?: been)? (?:happen(?:ed|ing)|going "
    rf"on|known) {_ABOUT} )?"
    rf"{_TOPIC}{_END}",
    rf"{any_of('catching_up')} (?:(?:{_ABOUT}|as to) )?{_TOPIC}{_END}",
    rf"(?:(?:everything|all|something|what you know|{any_of('learning')})(?: more| a bit)? )?about {_TOPIC}{_END}",
    rf"what (?:do|should|must|can) (?:you|we|i) (?:need to |have to )?know {_ABOUT} {_TOPIC}{_END}",
    rf"{_SUM_UP.removesuffix(')')}|sum|wrap|boil) (?:the )?{_TOPIC} (?:up|down){_END}",
    rf"i (?:know (?:nothing|little|not much)|(?:don't|do not) know (?:anything|much|a thing)|have no (?:idea|clue)"
    rf"|(?:have )?"
    rf"never heard) (?:about|of|on) {_TOPIC}(?:[.,;:!?]+ .*)?",
    rf"i(?:'m| am) (?:new to|lost on|confused about|out of the loop (?:on|about)) {_TOPIC}(?:[.,;:!?]+ .*)?",
    rf"what(?:'s| is) known {_ABOUT} {_TOPIC}{_END}",
    rf"what(?:'s| is) the (?:(?:latest|current|present) )?(?:state|status) (?:of|with) (?=the|this|that){_TOPIC}{_END}",
    rf"(?:i(?:'ve| have)? (?:missed|not followed|not been following)|i (?:haven't|didn't) (?:been "
    rf")?follow(?:ed|ing)?|i (?:haven't|have not|didn't|couldn't) (?:kept|keep|been keeping) up with)"
    rf" {_TOPIC}(?:(?:[.,;:!?]+| [–-]) .*)",
    rf"what (?:did|have) (?:i|we) miss(?:ed)? {_ABOUT} {_TOPIC}{_END}",
    rf"(?:explain (?:it )?(?:to me )?like (?:i'm|i am) (?:five|5|\w+)|eli5)[:,]? {_TOPIC}{_END}",
    rf"{_TOPIC} for (?:dummies|beginners|a beginner|idiots)",
    rf"(?:explain )?{_TOPIC} like (?:i'm|i am) (?:five|5)",
    rf"what(?:'s| is) (?:all )?(?:this |it )?with {_TOPIC}{_END}",
    rf"explain (?:to me |to us )?(?!(?:why|how|what|who|when|where|which|whether|if)\b){_TOPIC}{_END}",
    rf"what(?:'s| is| was) (?:all )?(?:the|this|that) (?:whole |big |latest )*{any_of('affairs')} {_ABOUT} "
    rf"{_TOPIC}{_END}",
    rf"what(?:'s| is| has been|'s been) (?:going on|happening|new|up) (?:with|in|at|around|{_ABOUT}) "
    rf"{_TOPIC}{_END}",
    rf"(?:where|how) do (?:things|matters|we) stand (?:now )?{_ABOUT} {_TOPIC}{_END}",
    rf"(?:where are (?:we|things)|how far are (?:we|they|things)|how(?:'s| is) it going|how are things(?: "
    rf"going)?) "
    rf"{_ABOUT} {_TOPIC}{_END}",
    rf"how(?:'s| is| are| have| has) {_TOPIC} (?:going|coming along|getting on|been going){_END}",
    rf"what(?:'s| is) {_TOPIC} {any_of('affairs')} (?:all )?about",
    rf"what(?:'s| is| was) (?:all )?(?:this|that) (?:whole )?{_TOPIC} {any_of('affairs')}",
    rf"how(?:'s| is| are) (?:the )?{_TOPIC} (?:situation|crisis|{any_of('affairs')})(?: (?:now|going|developing))?",
    rf"(?:the )?story (?:of|behind|about) {_TOPIC}{_END}",
    rf"more (?:about|on) {_TOPIC}{_END}",
    rf"i(?:'ve| have)? (?:just )?(?:heard|read|saw|seen) (?:something )?(?:about|of|on) {_TOPIC}",
    rf"{_TOPIC}[?!:,.;–-]+ (?:explain|explained|summary|recap|help|overview|briefing|rundown|tell me|fill me in)",
    rf"what(?:'s| is| was) (?:it|this|that) all about(?: with)? {_TOPIC}{_END}",
    rf"what(?: has|'s)? happened (?:so far|until now|up to now|lately|recently) (?:to|at|{_ABOUT}) {_TOPIC}",
    rf"{_A}{_SUMMARY}:? {_TOPIC}{_END}",
    rf"(?:(?:(?:can|could|may) i )?ask (?:you )?(?:something|a question|a few things|some questions)"
    r"|(?:(?:i have|i've got|i got) )?(?:an? |some |another )?(?:quick |little |short )*questions?)"
    rf" (?:about|on|regarding|concerning) {_TOPIC}{_END}",
    rf"why(?: is| are|'s|'re| was| were| does| do) {_EVERYBODY} {_TALKING} {_ABOUT} {_TOPIC}{_END}",
    rf"what(?:'s| is) (?:all )?(?:the|this|that) (?:talk|chatter|noise|excitement|outrage) (?:about|on|around|over) "
    rf"{_TOPIC}{_END}",
    rf"{_TOPIC}[:,]? (?:in (?:short|brief|summary|a nutshell|(?:a|one) (?:paragraph|line|sentence|minute)"
    r"|a few (?:words|sentences)|\w+ "
    rf"(?:sentences|words|lines))"
    rf"|tl;?dr|(?:quick |short )?{any_of('told_in_short')})",
)
TIMELINE = _forms(
    rf"{_WANT}{_A}{_ORDER} {_ABOUT} {_TOPIC}(?:,? {_IN_ORDER})?{_END}",
    rf"(?:put|get|set|sort|arrange|lay out) (?:all )?{_TOPIC} (?:(?:events?|story|reports?|news) )?{_IN_ORDER}",
    rf"{_TOPIC} (?:timeline|chronology)",
    rf"(?:timeline|chronology|key dates):? {_TOPIC}{_END}",
    rf"how (?:did|has|have|does) {_TOPIC} {any_of('unfolding')}(?:,? {_IN_ORDER}| (?P<within>{_WITHIN}))?",
    rf"what (?:has )?happened (?:when )?(?:in|with|to|during|after|since|around|at) {_TOPIC},? {_IN_ORDER}",
    rf"what happened when (?:in|with|to|during) {_TOPIC}",
    rf"what (?:came|happened|was) first,?(?: and)? (?:and )?(?:(?:then )?what(?:'s| is| was| came| happened)?"
    rf"(?: then| next| after(?: that)?)?|then),?(?: (?:{_ABOUT}|at|during))? {_TOPIC}",
    rf"{_TOPIC}[:,;–-]+ what (?:came|happened|was) first\b.*",
    rf"(?:{_A}{_NEWS} (?:{_ABOUT}) )?{_TOPIC}[:,]? (?:from (?:the )?(?:{_AT_FIRST}|start|beginning)\b.*"
    rf"|(?:chronologically|{any_of('in_order_behind')}))",
    rf"from (?:the )?(?:first|start|beginning|very)\b[^:,]*[:,] {_TOPIC}",
    rf"(?:chronicle|retrace|reconstruct) {_TOPIC}{_END}",
    rf"(?:retrace|trace|chronicle|follow) (?:the )?(?:course|steps|history|development|story|path) of "
    rf"{_TOPIC}{_END}",
    rf"how did (?:we|it|things|they) (?:get|come|go) from {_TOPIC}",
    r"what (?:has )?happened (?:in )?between (?P<topic>(?:the|an?|its|\d+) .+ and (?:the|an?|its|\d+) .+)",
    rf"{_WANT}{_A}{_ORDER} (?:before|after|until|up to|leading (?:up )?to|that led to) {_TOPIC}{_END}",
    rf"how did (?:we|it|things) (?:get|come) (?:here|to this|this far|so far) (?:with|in|on) {_TOPIC}",
)
_SAID = r"(?:has |have |had )?(?:said|says?|thinks?|thought|told us|stated|claimed|argued|commented)"
_AND = r"(?:and|with|to|against|versus|vs\.?)"
_VIEWS = rf"{any_of('views')}"
COMPARISON = _forms(
    rf"(?:what(?:'s| is| are) )?(?:the )?(?:differences?|comparison|contrast) between "
    rf"(?P<one>.+?)'s?(?: {_VIEWS})? and (?P<other>.+?)'s? {_VIEWS}(?: {ON} (?P<topic>.+))?",
    r"(?:is|are) there (?:an? |any )?(?:contradictions?|differences?|disagreements?|daylight|gap) between (?P<one>.+?)"
    r" and (?P<other>.+)",
    rf"(?:what(?:'s| is| are) )?(?:the )?(?:differences?|comparison|contrast) between what (?P<one>.+?) and "
    rf"(?:what )?(?P<other>.+?)(?: each| both)? {_SAID}(?: {ON} (?P<topic>.+))?",
    rf"(?:compare|contrast) (?:what|how|(?:the )?{_VIEWS} (?:of|by)) (?P<one>.+?) {_AND} "
    rf"(?P<other>.+?)(?: {_SAID})?(?: {ON} (?P<topic>.+))?",
    rf"(?:compare|contrast) (?P<one>.+?)(?: {_VIEWS})? {_AND} (?P<other>.+?) {_VIEWS}(?: {ON} (?P<topic>.+))?",
    rf"(?:compare|contrast) (?P<one>.+?) {_AND} (?P<other>.+)",
    rf"what (?:separates|divides|distinguishes|sets) (?P<one>.+?) (?:and|from|apart from) (?P<other>.+?)"
    rf"(?: {ON} (?P<topic>.+))?",
    rf"(?:put|set|hold|place|show me|show) what (?P<one>.+?) {_SAID}(?: {ON} (?P<topic>.+?))? "
    rf"(?:next to|beside|against|alongside|and|opposite) what (?P<other>.+?) {_SAID}(?: {ON} (?:it|that|them))?",
    r"what (?:did|do|does|have|has) (?P<one>.+?) (?:say|said|think|thought|want),? and what (?:did|do|does|have|has) "
    rf"(?P<other>.+?) (?:say|said|think|thought|want)(?: {ON} (?P<topic>.+))?",
    r"(?:what(?:'s| is| are) )?(?:the )?(?:differences?|comparison|contrast) between (?P<one>.+?) and "
    r"(?P<other>.+)",
    rf"how (?:do|does|did) (?P<one>.+?) (?:and|compare (?:to|with)|differ from|(?:stack|measure) up (?:to|against))"
    rf" (?P<other>.+?)(?: (?:compare|differ|(?:stack|measure|line) up))?"
    rf"(?: {ON} (?P<topic>.+))?",
    rf"(?:put|set|hold|place|show me|show) (?P<one>.+?)'s? {_VIEWS}(?: {ON} (?P<topic>.+?))? "
    rf"(?:next to|beside|against|alongside|side by side with|opposite) (?P<other>.+?)(?:'s?(?: {_VIEWS})?)?",
)
#: Comparisons only if both are names: "What did Marks and Spencer say?" is about one.
BOTH_SAID = _forms(
    rf"what (?:did|do|does|has|have) (?P<one>.+?) (?:say|said|think|thought) {ON} (?P<topic>.+?)"
    rf" and what (?:(?:did|do|does|has|have) )?(?P<other>.+?)"
    rf"(?: (?:say|said|think|thought|does|did))?(?: {ON} (?:it|that|this|them))?",
    r"what (?:did|do|does|have|has) (?P<one>.+?) and (?P<other>.+?) (?:each |both |respectively )?"
    rf"(?:say|said|think|thought)(?: {ON} (?P<topic>.+))?",
    rf"(?:is|are) (?P<one>.+?) (?:of the same (?:opinion|mind|view)|in agreement|in line|on the same page|at odds) "
    rf"(?:as|with) (?P<other>.+?)(?: {ON} (?P<topic>.+))?",
    rf"(?:do|does|did) (?P<one>.+?) (?:dis)?agree with (?P<other>.+?)(?: {ON} (?P<topic>.+))?",
    rf"(?P<one>.+?) (?:vs?\.?|versus|against|/) (?P<other>.+?)(?: {ON} (?P<topic>.+?))?(?:[,;:–-]* who said what)?",
    rf"(?:do|does|did|have|where do|how far do|on what do) (?P<one>.+?) and (?P<other>.+?) "
    rf"{any_of('differing')}d?"
    rf"(?: (?:{ON}|with each other {ON}) (?P<topic>[^?;]+))?(?:[?;,.]+ .*)?",
    r"(?:do|does|did) (?P<one>.+?) (?:see|view|judge|tell|think of|feel about) (?P<topic>.+?) "
    r"(?:as|like|the (?:same )?way) (?P<other>.+?) (?:do|does|did)",
    r"(?:do|does|did) (?P<one>.+?) and (?P<other>.+?) (?:see|view|judge|think of) (?P<topic>.+?) "
    r"(?:differently|the same"
    r"(?: way)?|alike)",
    rf"(?P<one>.+?) and (?P<other>.+?)[:,;–-]+ (?:do|did) they {any_of('differing')}(?: {ON} (?P<topic>.+))?",
    rf"what (?P<one>.+?) {_SAID} (?:against|versus|vs\.?|and|next to|beside|compared (?:to|with)) what (?P<other>.+?) "
    rf"{_SAID}(?: {ON} (?P<topic>.+))?",
    rf"(?:show me |give me )?both sides[:,;]? (?P<one>.+?) and (?P<other>.+?),? {ON} (?P<topic>.+)",
    rf"(?:who said what {ON} (?P<topic>.+?)[:,]? )(?P<one>[^ ].*?),? (?:and|or) (?P<other>.+)",
    rf"(?P<one>.+?) and (?P<other>.+?)(?: {ON} (?P<topic>.+?))?[:,]+ (?:who said what|what did "
    rf"(?:each|they|both)\b.*"
    r"|compared|side by side|a comparison)",
    rf"(?:what (?:are|were) |compare )?(?:the )?{_VIEWS} of (?P<one>.+?) and (?P<other>.+?)(?: {ON} "
    rf"(?P<topic>.+))?",
    rf"(?P<one>.+?)'s?(?: {_VIEWS})? (?:and|vs\.?|versus|or) (?P<other>.+?)'s? {_VIEWS}(?: {ON} (?P<topic>.+))?"
    r"(?: compared| side by side)?",
)
COMPARED = re.compile(r"^how .*\b(?:compare|differ|(?:stack|measure|line) up)\b", re.IGNORECASE)
TRENDING = _forms(
    r"(?:what(?:'s| is| are) )?(?:now )?trending(?: topics?| stories| now| today| (?:in|on) the news)*",
    r"(?:what are )?(?:the )?(?:hot|hottest|big|biggest|main|most (?:talked|written)[ -]about|most "
    r"important|major)"
    rf" (?:topics?|stor(?:y|ies)|issues?|themes?|news)(?: {any_of('at_present')})*",
    r"(?:what|who)(?: is| are|'s|'re) (?:everyone|everybody|people|all the papers|the papers|the press|they) "
    rf"(?:talking|writing|speaking|asking|chatting|buzzing|raving|on|going on) about(?: {any_of('at_present')})*",
    rf"(?:what(?:'s| is| are) )?(?:the )?most (?:talked|written|discussed|mentioned|read|shared|covered)(?:[ -]about)?"
    rf"(?: (?:topics?|stor(?:y|ies)|issues?|themes?|news|names?|people|things?))?(?: {any_of('at_present')})*",
    r"(?:anything|something|is there (?:any|some)thing)(?: that)? (?:everyone|everybody|all the papers|the papers)"
    r"(?: is| are|'s|'re)? (?:talking|writing|speaking) about",
    r"what(?:'s| is) (?:in|on) (?:everyone|everybody)'s (?:mind|lips)",
    rf"{any_of('what_is_in_the_news')}(?: is| are|'s|'re) (?:the )?(?:most )?{any_of('in_the_news')}"
    rf"(?: {any_of('at_present')})*",
    rf"(?:who|which \w+)(?: is| are|'s|'re)(?: being)? (?:all over the (?:news|papers)|{any_of('named_in_the_news')})"
    rf"(?: (?:a lot|so much|the most|often|{any_of('at_present')}))*",
    rf"who(?:m)? (?:do|are|does) (?:the )?(?:papers|news|media|press|everyone|everybody|people|they) "
    rf"(?:write|writing|talk|talking|report|reporting|mention|mentioning|name|naming)(?: about| on)?(?: (?:most|"
    rf"a lot|{any_of('at_present')}))*",
    rf"(?:what|who) (?:are|is) (?:the )?(?:big|main|top|hot|biggest) "
    rf"(?:names?|topics?|themes?|issues?|stories|talking points?)"
    rf"(?: (?:of|in|on) .+| {any_of('at_present')})*",
)
