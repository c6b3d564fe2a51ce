"""Lists of words by what they do in a sentence."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AND = _words("and , plus /")
DETERMINERS = _words("the a an my our your his her their some this that another")
KIND_WORDS = _words(
    "old new former ex good great best dear favourite favorite lovely close long-time longtime"
    " fellow senior junior lead other direct very amazing wonderful brilliant own"
)
ROLES = _words(
    "colleague coworker co-worker boss manager friend friends mate mentor mentee teammate neighbour"
    " neighbor client customer partner wife husband brother sister cousin uncle aunt dad mum mom"
    " intern designer developer engineer recruiter professor teacher coach buddy pal ex-colleague"
    " ex-boss founder cofounder co-founder investor candidate contact roommate flatmate counterpart"
    " supervisor report assistant landlord accountant lawyer doctor architect analyst consultant"
    " editor writer researcher scientist student director vp ceo cto cfo coo pm hr acquaintance"
    " classmate colleagues product project account office team marketing sales"
)
PARTICLES = _words("van von der den de da di del della la le du dos das bin ibn al el ter ten y e")
TIME_LEADS = _words("in since until till by of last next this early late before after during")
MONTHS_AS_NAMES = _words("april may june august")
_MONTHS = (
    "january february march july september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs"
    " fri sat yesterday today tomorrow tonight christmas easter ramadan diwali thanksgiving"
)
_THINGS = (
    "google chatgpt gpt copilot gemini slack teams excel python rust zoom notion figma jira github"
    " gitlab git siri wikipedia youtube linkedin duolingo therapy yoga god karma covid microsoft"
    " apple amazon facebook meta twitter stack netlead java javascript typescript sql kubernetes"
    " docker linux windows mac word powerpoint outlook english german french spanish italian dutch"
    " chinese japanese internet ai python pycon berlin london paris"
)
_FUNCTION = (
    "i me myself my mine we us our you your he him his she her hers it its they them their this"
    " that these those who whom whose what which when where why how a an the some any no none nobody"
    " someone somebody anyone anybody everyone everybody nothing something anything everything all"
    " both each every either neither other another such and or but nor so yet if unless because"
    " although though while since until as than then there here not never always often usually"
    " sometimes maybe perhaps probably possibly just also too very really quite only even still"
    " already again once twice soon later now ago am is are was were be been being have has had do"
    " does did doing done can could will would shall should may might must ought need dare to of in"
    " on at by for with from about into onto over under after before during between through against"
    " without within towards upon off out up down re via per like unlike despite except please"
    " thanks thank hello hi hey yo ok okay yes no yeah yep nope sure well oh ah um uh wow oops lol"
    " haha btw fyi psst dear hooray yay sorry alas anyway actually honestly basically literally"
    " imagine suppose pretend assume tell ask say let get give send write remember forget check maybe"
    " finally luckily sadly hopefully apparently obviously"
)
_EVERYDAY = (
    "coffee lunch dinner tea breakfast call meeting chat drinks beer work life people team everyone"
    " music reading sleep walking running sport money time love luck work practice patience exercise"
    " feedback advice help support talking meditation training nothing email slack boss company"
    " manager customer client colleague friend management sales marketing legal finance hr it"
    " accounting design engineering support security weather news mondays fridays long great good"
    " nice lovely quick short brief big huge many lots last next first second new old another half"
    " some few several two three"
)
NO_NAMES = _words(f"{_MONTHS} {_DAYS} {_THINGS} {_FUNCTION}")
"""Words that are nobody's name, whatever their case."""
EVERYDAY = _words(_EVERYDAY)
"""Words that begin a sentence with a capital and are nobody's name there."""
ADVERBIAL = _words(
    "through around into onto across past towards along up down off back "
    "a an the my our his her their some this that these big so very again twice once"
    " quickly quite really lots tons enormously immensely tremendously hugely massively"
    " yesterday today and but though too much as out all no not just during right three"
    " four five six i he she it they we which where there here loads plenty countless"
    " several many few 2 3 4 5 x until till since of"
)
"""Words that go on after a name without being what the help was: "helped Bo again"."""
