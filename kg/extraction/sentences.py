"""Cutting an article into sentences, the units of evidence, with exact offsets.

A sentence runs to 。！？… with the closing quotes and brackets behind it, or to the end of its line.
Titles in 《》 and short brackets stay whole, and a quotation keeps the few words that say who spoke; a
bracket that a sentence ends in ends the sentence too.
"""

from collections.abc import Iterator, Sequence

from kg.expressions import expression
from kg.model import Block, Sentence, Span

LONGEST = 2000

_SPEECH = (
    "说|称|表示|告诉|指出|认为|介绍|强调|谈到|谈道|坦言|透露|补充|解释|提到|建议|呼吁|直言|总结|分析|评价|"
    "回忆|预测|预计|写道|回应|感慨|提醒|坚信|回答|问道|笑道|反问|感叹|判断|说道|说明|点评|如是|看来|答(?!案|辩)|问(?!题|世)|道(?=[。，：])"
)
_CLOSERS = '”’」』）》】)\\]"'
_END = rf"(?:(?:[。！？…]|[!?](?![A-Za-z0-9=&/%]))++[{_CLOSERS}]*+)++"
# “A。”他说。 and “A。”他说，“B。” are each one sentence.
_WHO_SPOKE = (
    rf"(?<=[”’」』\"])(?=[^。！？\n“”]{{0,28}}?(?:{_SPEECH})[^。！？\n“”]{{0,12}}(?:。|[，：,:]“))"
)
_SENTENCE = expression(
    rf"(?:[^。！？!?…\n《（]++"
    rf"|《[^《》\n]{{0,99}}+》"
    rf"|（[^（）\n]{{0,59}}+）(?:(?<![。！？]）)|(?=[，、；：。的]))"
    rf"|…++(?=[，、；：的])"
    rf"|{_END}{_WHO_SPOKE}"
    rf"|[!?](?=[A-Za-z0-9=&/%])"
    rf"|[《（])*+"
    rf"(?:{_END})?"
)
_PAUSES = ("；", "，", "、", ";", ",", " ")


def split_sentences(article_text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of `blocks` in their order; every character that is no white space is in one.

    A heading is one sentence. Without blocks the whole text is taken as one paragraph. A sentence of
    more than `LONGEST` characters is cut at a pause, so that later stages stay linear.

    >>> [s.text for s in split_sentences("甲公司入股乙公司。“价格合理。”王某说。", ())]
    ['甲公司入股乙公司。', '“价格合理。”王某说。']
    """
    whole = (Block(kind="paragraph", span=Span(start=0, end=len(article_text))),)
    found: list[Sentence] = []
    for number, block in enumerate(blocks or whole):
        heading = block.kind == "heading"
        for start, end in _trimmed(article_text, _pieces(article_text, block)):
            found.append(
                Sentence(
                    index=len(found),
                    span=Span(start=start, end=end),
                    text=article_text[start:end],
                    heading=heading,
                    block=number,
                )
            )
    return tuple(found)


def _pieces(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start, end = block.span.start, block.span.end
    if block.kind == "heading":
        yield from _cut(text, start, end)
        return
    while start < end:
        m = _SENTENCE.match(text, start, end)
        stop = m.end() if m else start
        # A line break is the one character that no sentence takes.
        stop = max(stop, start + 1)
        yield from _cut(text, start, stop)
        start = stop


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        # Not in the first half: a comma right at the start would leave a stump.
        half = start + LONGEST // 2
        stops = (text.rfind(pause, half, start + LONGEST) for pause in _PAUSES)
        stop = next((s + 1 for s in stops if s >= 0), start + LONGEST)
        yield start, stop
        start = stop
    yield start, end


def _trimmed(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        piece = text[start:end]
        kept = piece.strip()
        if kept:
            lead = len(piece) - len(piece.lstrip())
            yield start + lead, start + lead + len(kept)
