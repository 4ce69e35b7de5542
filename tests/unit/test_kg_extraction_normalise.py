"""Traditional and full-width text is analysed in its usual form and quoted as written."""

import pytest

from kg.extraction.normalise import is_traditional, normalise
from kg.extraction.pipeline import Extractor, article_of, make_extractor

TRADITIONAL = (
    "京東方科技集團股份有限公司投資５億元入股雲從科技。工業和資訊化部發布《晶片產業發展計畫》。"
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The rules and gazetteers without a statistical tagger."""
    return make_extractor("none")


def test_the_analysed_form_is_as_long_as_the_text() -> None:
    """A clause whose words differ in length is simplified by its characters alone, so that offsets hold."""
    text = "網際網路公司推出計程車軟體，滑鼠廠商跟進。"
    assert len(normalise(text)) == len(text)
    assert normalise(text) == "网际网路公司推出计程车软体，鼠标厂商跟进。"


def test_simplified_text_is_left_alone() -> None:
    """A traditional name inside a simplified article does not make the article traditional."""
    text = "该公司在台湾的合作方名为“萬華”，双方将共同建设研发中心，并计划在三年之内完成全部投资，产品面向全球市场。"
    assert not is_traditional(text)
    assert normalise(text) is text


def test_corner_brackets_are_read_as_quotation_marks() -> None:
    """A name between 「 and 」, as some publishers write it, begins and ends where one between “ and ” does."""
    assert normalise("硅光芯片公司「芯曜光电」获投资") == "硅光芯片公司“芯曜光电”获投资"


def test_what_has_no_business_in_a_text_becomes_a_replacement_character() -> None:
    """Lone surrogates and the private characters of patterns cannot reach the tokenizer or the patterns."""
    assert normalise("京\ud800东\ue003方") == "京\ufffd东\ufffd方"


def test_radicals_of_pdf_files_become_ideographs() -> None:
    """⼯ (U+2F2F) is read as 工."""
    assert normalise("\u2f2f信部") == "工信部"


def test_traditional_text_is_read_and_quoted_as_written(extractor: Extractor) -> None:
    """Mentions, evidence and amounts read back from the traditional text; names are the known ones."""
    found = extractor.extract(article_of(TRADITIONAL))
    assert list(found.unread()) == []
    assert "京東方科技集團股份有限公司" in {m.surface for m in found.mentions}
    deal = next(s for s in found.statements if s.type == "INVESTED_IN")
    assert (deal.subject.name, deal.qualifier("amount")) == ("京东方科技集团股份有限公司", "５億元")
    assert deal.evidence[0].text == "京東方科技集團股份有限公司投資５億元入股雲從科技。"
    assert "京東方科技集團股份有限公司" in deal.subject.aliases


def test_traditional_and_simplified_name_the_same_entities(extractor: Extractor) -> None:
    """The same news in both scripts gives statements about the same entities."""
    simplified = (
        "京东方科技集团股份有限公司投资5亿元入股云从科技。工业和信息化部发布《芯片产业发展计划》。"
    )
    both = [extractor.extract(article_of(t)).statements for t in (TRADITIONAL, simplified)]
    ends = [{(s.type, s.subject.id, s.object.id) for s in found} for found in both]
    assert ends[0] == ends[1]
    assert len(ends[0]) >= 2
