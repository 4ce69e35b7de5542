"""Reading: digests of many layouts give their articles; bad input gives one clear sentence."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg.errors import EmptyDocument, InputError, KgError, UnknownFormat, UnreadableFile
from kg.reading import ReadResult, read

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "digest-2024-05.txt"

FIRST = "澜州印发数据中心建设办法"
SECOND = "屿光精密完成 A 轮融资"
THIRD = "新型显示走进车间：一块屏的旅程"
TITLES = [FIRST, SECOND, THIRD]
SECTIONS = {"产业环境": [FIRST], "企业情报": [SECOND, THIRD]}
PAGES = {"产业环境": 2, FIRST: 2, "企业情报": 4, SECOND: 4, THIRD: 7}
BODIES = {
    FIRST: [
        "7月1日，澜州市政府印发《澜州市数据中心建设办法》，自9月1日起施行，要求新建项目的能耗逐年下降。",
        "谁来算这笔账",
        "办法提出，到2025年新建项目的电能利用效率不高于1.3，存量项目在三年之内完成改造。",
    ],
    SECOND: [
        "屿光精密日前宣布完成2亿元A轮融资，由汀鹭资本领投，资金将用于扩建澜州的封装产线和招募工程师。",
    ],
    THIRD: [
        "在澜州的一座车间里，工人把一块刚刚下线的显示屏装进机柜，屏幕上跳动着整条产线的实时数据。",
        "负责人说，这样的屏幕今年已经装了300块，明年还要再装500块，覆盖全部六个车间。",
    ],
}

Digest = Callable[..., ReadResult]


def contents_of(lead: str = "\t", *, sections: bool = True, page: str = "{}") -> list[str]:
    """The lines of the contents page, with `lead` between title and page number."""
    lines = ["目录"]
    for section, titles in SECTIONS.items():
        names = [section, *titles] if sections else titles
        lines += [f"{name}{lead}{page.format(PAGES[name])}" for name in names]
    return lines


def body_of(*, sections: bool = True) -> list[str]:
    """The lines behind the contents page."""
    lines = []
    for section, titles in SECTIONS.items():
        lines += [section] if sections else []
        for title in titles:
            lines += [title, *BODIES[title]]
    return lines


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    """Writes lines (or bytes) to a file and reads it."""

    def make(
        content: Sequence[str] | bytes, *, name: str = "digest-2021-07.txt", between: str = "\n\n"
    ) -> ReadResult:
        path = tmp_path / name
        data = content if isinstance(content, bytes) else between.join(content).encode()
        path.write_bytes(data)
        return read(path)

    return make


def assert_whole(result: ReadResult, *, sections: bool = True) -> None:
    """The three articles are there with their sections, blocks and nothing else."""
    assert [a.title for a in result.articles] == TITLES
    expected = ["产业环境", "企业情报", "企业情报"] if sections else ["", "", ""]
    assert [a.section for a in result.articles] == expected
    for article in result.articles:
        assert [b.span.of(article.text) for b in article.blocks] == BODIES[article.title]
    kinds = [b.kind for b in result.articles[0].blocks]
    assert kinds == ["paragraph", "heading", "paragraph"]


# --- layouts of the contents page -----------------------------------------------------------------


@pytest.mark.parametrize(
    "lead",
    [
        "\t",
        "……",
        "....",
        "…………",
        " . . . . . ",
        "·····",
        "    ",
        "\u3000\u3000",
        "——————",
        "…",
        " ",
    ],
)
def test_any_leader_between_title_and_page(digest: Digest, lead: str) -> None:
    """Tabs, dots, dashes and wide spaces lead to the page number alike."""
    result = digest([*contents_of(lead), *body_of()])
    assert_whole(result)
    assert [a.page for a in result.articles] == [2, 4, 7]
    assert result.warnings == ()


@pytest.mark.parametrize("page", ["第{}页", "P{}", "({})", "0{}"])
def test_page_numbers_in_other_dress(digest: Digest, page: str) -> None:
    """第3页, P3, (3) and 03 are page numbers."""
    result = digest([*contents_of("\t", page=page), *body_of()])
    assert_whole(result)
    assert [a.page for a in result.articles] == [2, 4, 7]


def test_full_width_digits(digest: Digest) -> None:
    """A page number in full-width digits is read."""
    lines = [line.translate(str.maketrans("247", "２４７")) for line in contents_of("……")]
    assert [a.page for a in digest([*lines, *body_of()]).articles] == [2, 4, 7]


def test_contents_without_sections(digest: Digest) -> None:
    """Without sections each article's section is empty."""
    assert_whole(digest([*contents_of(sections=False), *body_of(sections=False)]), sections=False)


def test_contents_of_sections_only(digest: Digest) -> None:
    """A contents page that names sections only makes each an article."""
    result = digest(["目录", "产业环境\t2", "企业情报\t4", *body_of()])
    assert [a.title for a in result.articles] == ["产业环境", "企业情报"]
    assert BODIES[THIRD][-1] in result.articles[1].text


def test_sections_without_page_numbers(digest: Digest) -> None:
    """A section line needs no page number."""
    lines = [line.split("\t")[0] if line[:4] in SECTIONS else line for line in contents_of()]
    assert_whole(digest([*lines, *body_of()]))


@pytest.mark.parametrize("heading", ["目 录", "目　录", "CONTENTS", "本期目录", "目次", "内容导览"])
def test_names_of_the_contents_page(digest: Digest, heading: str) -> None:
    """The contents page goes by several names."""
    assert_whole(digest([heading, *contents_of()[1:], *body_of()]))


def test_contents_page_without_a_name(digest: Digest) -> None:
    """Rows of titles and page numbers near the top are a contents page."""
    assert_whole(digest(["产业月报", *contents_of()[1:], *body_of()]))


def test_hint_lines_are_no_titles(digest: Digest) -> None:
    """Hints on the contents page are neither titles nor worth a warning."""
    result = digest(["目录", "点击页码可以跳转", *contents_of()[1:], *body_of()])
    assert_whole(result)
    assert result.warnings == ()


def test_numbered_titles(digest: Digest) -> None:
    """Numbers before titles and sections are no part of them, on either page."""
    lines = ["目录", "一、产业环境\t2", f"1. {FIRST}\t2", "二、企业情报\t4"]
    lines += [f"1. {SECOND}\t4", f"2. {THIRD}\t7"]
    assert_whole(digest([*lines, *body_of()]))
    numbered = ["一、产业环境", f"1. {FIRST}", *BODIES[FIRST], "二、企业情报"]
    numbered += [f"1. {SECOND}", *BODIES[SECOND], f"2. {THIRD}", *BODIES[THIRD]]
    assert_whole(digest([*lines, *numbered]))


def test_contents_title_over_two_lines(digest: Digest) -> None:
    """A title that the contents page breaks is put together."""
    lines = [*contents_of()[:-1], "新型显示走进车间：", "一块屏的旅程\t7"]
    assert_whole(digest([*lines, *body_of()]))


def test_title_over_two_lines_in_the_text(digest: Digest) -> None:
    """A title that the text breaks is found and belongs to no paragraph."""
    body = body_of()
    at = body.index(THIRD)
    body[at : at + 1] = ["新型显示走进车间：", "一块屏的旅程"]
    assert_whole(digest([*contents_of(), *body]))


def test_title_with_other_spaces_and_quotes(digest: Digest) -> None:
    """Spaces and quotes may differ between contents page and text."""
    body = ["屿光精密完成A轮融资" if line == SECOND else line for line in body_of()]
    assert_whole(digest([*contents_of(), *body]))


def test_missing_title_gives_a_warning(digest: Digest) -> None:
    """A title that the text lacks is named in a warning, and the rest is read."""
    result = digest([*contents_of(), "砺芯半导体发布新一代芯片路线图\t9", *body_of()])
    assert_whole(result)
    assert len(result.warnings) == 1
    assert "砺芯半导体发布新一代芯片路线图" in result.warnings[0]


def test_title_quoted_in_a_paragraph(digest: Digest) -> None:
    """A title inside a paragraph starts no article."""
    body = body_of()
    body[2] = f"前情见《{SECOND}》一文。" + body[2]
    result = digest([*contents_of(), *body])
    assert [a.title for a in result.articles] == TITLES
    assert body[2] in result.articles[0].text


@pytest.mark.parametrize(
    "lines",
    [
        [*contents_of()[:3], "- 1 -", "目录", *contents_of()[3:]],
        [*contents_of()[:4], *contents_of()[5:], contents_of()[4]],
        [line.split("\t")[0] for line in contents_of()],
        ["目录", *(f"{n:02d} {line}" for n, line in enumerate(contents_of()[1:], start=1))],
        ["目录", *(f"■ {line}" for line in contents_of()[1:])],
        ["目录", *(part for line in contents_of()[1:] for part in line.split("\t"))],
        [line.replace("\t", "\t第 ").replace("目录", "目 录") for line in contents_of()],
    ],
    ids=["two pages", "other order", "no pages", "01", "bullets", "pages below", "第"],
)
def test_contents_pages_of_many_kinds(digest: Digest, lines: list[str]) -> None:
    """The order, numbering and lines of the contents page make no difference to the articles."""
    assert_whole(digest([*lines, *body_of()]))


def test_bracketed_sections(digest: Digest) -> None:
    """【】 around a section are no part of its name."""
    lines = [
        line.replace("产业环境", "【产业环境】").replace("企业情报", "【企业情报】")
        for line in contents_of()
    ]
    assert_whole(digest([*lines, *body_of()]))


# --- layouts of the text --------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r\n\r\n", "\r", "\n\n\n\n", "\n\u3000\u3000"])
def test_any_line_end(digest: Digest, between: str) -> None:
    """Blank lines and kinds of line ends make no difference."""
    assert_whole(digest([*contents_of(), *body_of()], between=between))


def test_paragraph_cut_by_the_page(digest: Digest) -> None:
    """A paragraph that a page break cuts in mid-sentence is one block, without a seam."""
    body = body_of()
    at = body.index(BODIES[THIRD][0])
    body[at : at + 1] = [BODIES[THIRD][0][:31], BODIES[THIRD][0][31:]]
    assert_whole(digest([*contents_of(), *body]))


@pytest.mark.parametrize("mark", ["- {} -", "第 {} 页 共 60 页", "{}/60", "— {} —", "第{}页", "{}"])
@pytest.mark.parametrize("feed", ["", "\f"])
def test_page_numbers_and_running_headers(digest: Digest, mark: str, feed: str) -> None:
    """Page numbers and headers are left out, and the sentence they cut is whole again."""
    body: list[str] = []
    for page, line in enumerate(body_of(), start=2):
        half = len(line) // 2 if len(line) > 40 else len(line)
        body += [line[:half]]
        if half < len(line):
            body += [mark.format(page), f"{feed}产业信息月报", line[half:]]
    assert_whole(digest(["产业信息月报", *contents_of(), *body]))


@pytest.mark.parametrize(
    "head", ["{}  产业信息月报 2021年7月", "产业信息月报 | {}", "产业信息月报\u3000{}"]
)
def test_running_headers_with_the_page_number(digest: Digest, head: str) -> None:
    """A header that carries the page number is left out like one that does not."""
    body: list[str] = []
    for page, line in enumerate(body_of(), start=2):
        half = len(line) // 2 if len(line) > 40 else len(line)
        body += [line[:half]]
        if half < len(line):
            body += [head.format(page), line[half:]]
    assert_whole(digest(["产业信息月报", *contents_of(), *body]))


def test_rows_of_a_table_are_no_headers(digest: Digest) -> None:
    """Numbered rows that say the same are text."""
    rows = ["1 审议通过该项议案", "2 审议通过该项议案", "3 审议通过该项议案"]
    result = digest(["股东会公告", "会议表决如下：", *rows, "会议到此结束。"], between="\n")
    assert all(row in result.articles[0].text for row in rows)


def test_title_as_running_header(digest: Digest) -> None:
    """A title that comes back at the head of later pages does not cut its article."""
    body = []
    for line in body_of():
        if line == BODIES[THIRD][1]:
            body += ["- 8 -", THIRD]
        body.append(line)
    assert_whole(digest([*contents_of(), *body]))


def test_section_as_running_header(digest: Digest) -> None:
    """A section's name at the head of each page is no heading."""
    body: list[str] = []
    for page, line in enumerate(body_of(), start=2):
        if line in (BODIES[THIRD][0], BODIES[THIRD][1], BODIES[SECOND][0]):
            body += [f"- {page} -", "企业情报"]
        body.append(line)
    assert_whole(digest([*contents_of(), *body]))


def test_pages_inside_an_article(digest: Digest) -> None:
    """Printed page numbers tell the page of each paragraph."""
    lines = [FIRST, BODIES[FIRST][0], "- 2 -", *BODIES[FIRST][1:], "- 3 -", "企业情报"]
    lines += [SECOND, *BODIES[SECOND], "- 4 -", "- 5 -", "- 6 -", THIRD, BODIES[THIRD][0], "- 7 -"]
    result = digest([*contents_of(), "产业环境", *lines, BODIES[THIRD][1], "- 8 -"])
    first, _, third = result.articles
    assert (first.page_at(0), first.page_at(len(first.text) - 1)) == (2, 3)
    assert (third.page_at(0), third.page_at(len(third.text) - 1)) == (7, 8)


def test_hard_wrapped_lines(digest: Digest) -> None:
    """Lines wrapped at one width are put together to paragraphs."""
    lines = [f"{name}{'.' * 8}{PAGES[name]}" for name in PAGES]
    for line in body_of():
        lead = "\u3000\u3000" if line.endswith("。") else ""
        whole = lead + line
        lines += [whole[i : i + 28] for i in range(0, len(whole), 28)]
    assert_whole(digest(["目录", *lines], between="\n"))


def test_every_character_leads_back_to_the_file() -> None:
    """Each character of the sample's articles stands in the file where the article says."""
    source = SAMPLE.read_text(encoding="utf-8")
    for article in read(SAMPLE).articles:
        for run in article.runs:
            piece = article.text[run.start : run.start + run.length]
            assert source[run.source : run.source + run.length] == piece
        put_in = [i for i in range(len(article.text)) if article.source_offset(i) is None]
        assert {article.text[i] for i in put_in} <= {"\n", " "}


def test_sample_blocks_are_apart() -> None:
    """Blocks cover the text but for the line ends between them, and headings end no sentence."""
    for article in read(SAMPLE).articles:
        assert "\n".join(b.span.of(article.text) for b in article.blocks) == article.text
        headings = [b.span.of(article.text) for b in article.blocks if b.kind == "heading"]
        assert not [h for h in headings if h.endswith("。")]


# --- what is said about the document --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cover", "published"),
    [
        ("digest-2021-07.txt", "产业月报", "2021-07-31"),
        ("月报2024年2月.txt", "产业月报", "2024-02-29"),
        ("20210716.txt", "产业月报", "2021-07-16"),
        ("digest.txt", "2021年7月16日", "2021-07-16"),
        ("digest.txt", "二〇二四年五月", "2024-05-31"),
        ("digest.txt", "产业月报", None),
    ],
)
def test_day_of_publication(digest: Digest, name: str, cover: str, published: str | None) -> None:
    """It comes from file name or cover; a month stands for its last day."""
    result = digest([cover, *contents_of(), *body_of()], name=name)
    assert result.document.published == published
    assert {a.published for a in result.articles} == {published}


def test_given_day_of_publication_wins() -> None:
    """The caller's date is taken as it is."""
    assert read(SAMPLE, published="2024-06-03").document.published == "2024-06-03"


def test_same_bytes_are_the_same_document(digest: Digest) -> None:
    """The name of the file does not count for the document's id."""
    lines = [*contents_of(), *body_of()]
    a, b = digest(lines, name="a.txt"), digest(lines, name="b.md")
    assert a.document.id == b.document.id


# --- other formats --------------------------------------------------------------------------------


def test_html(digest: Digest) -> None:
    """A web page gives its text without scripts and styles."""
    rows = "".join(f"<p>{line}</p>\n" for line in [*contents_of("……"), *body_of()])
    page = f"<html><head><style>p {{}}</style></head><body><script>var 甲;</script>{rows}</body></html>"
    assert_whole(digest(page.encode(), name="digest.html"))


def test_html_table_as_contents_page(digest: Digest) -> None:
    """Titles and page numbers may stand in the cells of a table."""
    cells = (line.split("\t") for line in contents_of()[1:])
    table = "".join(f"<tr><td>{title}</td><td>{page}</td></tr>" for title, page in cells)
    rows = "".join(f"<p>{line}</p>" for line in body_of())
    assert_whole(digest(f"<h2>目录</h2><table>{table}</table>{rows}".encode(), name="digest.html"))


def test_markdown_headings(digest: Digest) -> None:
    """Markdown is cut at its headings when it has no contents page."""
    lines = ["# 产业月报"]
    for section, titles in SECTIONS.items():
        lines.append(f"## {section}")
        for title in titles:
            lines += [f"### {title}", *BODIES[title]]
    result = digest(lines, name="digest.md")
    assert [a.title for a in result.articles] == TITLES
    assert [a.section for a in result.articles] == ["产业环境", "企业情报", "企业情报"]


# --- bad input ------------------------------------------------------------------------------------


def test_no_contents_page(digest: Digest) -> None:
    """Without a contents page the file is one article, with a warning."""
    result = digest(["砺芯半导体公告", *BODIES[SECOND]], name="note.txt")
    assert [a.title for a in result.articles] == ["砺芯半导体公告"]
    assert result.articles[0].text == BODIES[SECOND][0]
    assert len(result.warnings) == 1


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings(digest: Digest, encoding: str) -> None:
    """Each encoding gives the same articles, with or without a byte order mark."""
    text = "\n".join([*contents_of(), *body_of()])
    assert_whole(digest(text.encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "gb18030"])
def test_encoding_of_pure_chinese(digest: Digest, encoding: str) -> None:
    """Even one line without any Latin letter tells its encoding."""
    text = "国家发展改革委同工业和信息化部发布通知，要求各地加快建设数据中心。"
    assert digest(text.encode(encoding)).articles[0].text == text


def test_broken_utf8_is_mended_with_a_warning(digest: Digest) -> None:
    """One broken character does not turn the file into mojibake."""
    data = "\n".join([*contents_of(), *body_of()] * 2).encode()
    result = digest(data[:-2])
    assert [a.title for a in result.articles] == TITLES
    assert any("UTF-8" in w for w in result.warnings)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", "\u3000\n".encode(), b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 64]
)
def test_empty(digest: Digest, data: bytes) -> None:
    """Nothing but white space is an empty document."""
    with pytest.raises(EmptyDocument):
        digest(data)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x7fELF\x02\x01\x01" + b"\x00\x03\x80\xff" * 500,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04" + b"\x14\x00\x08\x08" * 40,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x90" * 60,
    ],
    ids=["all-bytes", "elf", "pdf", "zip", "png"],
)
def test_binary(digest: Digest, data: bytes) -> None:
    """A binary file under the name of a text is refused."""
    with pytest.raises(UnknownFormat, match="digest-2021-07"):
        digest(data)


@pytest.mark.parametrize("name", ["digest.docx", "digest", "digest.pdf", ".txt", "x.xlsx"])
def test_unknown_extension(digest: Digest, name: str) -> None:
    """The error names the extensions that can be read."""
    with pytest.raises(UnknownFormat, match=r"\.txt"):
        digest(["甲"], name=name)


def test_missing_path(tmp_path: Path) -> None:
    """A missing file is said to be missing."""
    with pytest.raises(UnreadableFile, match=r"nothing\.txt"):
        read(tmp_path / "nothing.txt")


def test_directory(tmp_path: Path) -> None:
    """A folder is no digest, whatever its name."""
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnreadableFile):
        read(tmp_path / "folder.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_devices_do_not_hang(tmp_path: Path) -> None:
    """A named pipe or a device is refused at once."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "endless.txt"):
        with pytest.raises(UnreadableFile):
            read(tmp_path / name)


@pytest.mark.parametrize("name", ["a" * 300 + ".txt", "a\x00b.txt"])
def test_impossible_paths(tmp_path: Path, name: str) -> None:
    """A path that the system refuses is unreadable, not a traceback."""
    with pytest.raises(UnreadableFile):
        read(tmp_path / name)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is said to be unreadable."""
    path = tmp_path / "digest.txt"
    path.write_text("甲", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFile):
        read(path)


def test_bad_date_of_publication() -> None:
    """A date that is none is refused."""
    with pytest.raises(InputError):
        read(SAMPLE, published="2021-13-45")


def huge(kind: str) -> str:
    """Half a million characters of a shape that invites quadratic work."""
    size = 500_000
    return {
        "one line": "屿光精密专注于智能应用处理器芯片，" * (size // 17),
        "no punctuation": "芯" * size,
        "short lines": "甲乙丙\n" * (size // 20),
        "numbers": "".join(f"{n}\n" for n in range(size // 20)),
        "open paragraphs": "屿光精密专注于智能应用处理器芯片并且还在继续扩大规模没有句号\n"
        * (size // 30),
        "entries": "目录\n" + "".join(f"题目{n}\t{n % 900}\n" for n in range(size // 20)),
        "same entry": "目录\n" + "题目\t3\n" * 1000 + "题目\n" * (size // 20),
        "white space": "目录" + " " * size + "完",
        "blank lines": "甲\n" + "\n" * size + "乙",
        "leaders": "目录\n" + "甲" + "." * size + "3\n乙",
        "tags": "<" * size,
    }[kind]


KINDS = [
    "one line", "no punctuation", "short lines", "numbers", "open paragraphs", "entries",
    "same entry", "white space", "blank lines", "leaders", "tags",
]  # fmt: skip


@pytest.mark.parametrize("name", ["digest.txt", "digest.md", "digest.html"])
@pytest.mark.parametrize("kind", KINDS)
def test_huge_files_give_a_result(digest: Digest, kind: str, name: str) -> None:
    """Shapes on which quadratic work would take minutes give a result or one sentence."""
    try:
        result = digest(huge(kind).encode(), name=name)
    except KgError:
        # A page that is nothing but tags holds no text.
        assert kind == "tags"
    else:
        assert result.articles
