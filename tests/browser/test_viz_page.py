import csv
import io
import json
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from viz.page import draw, write_page

pytestmark = pytest.mark.browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser(chromium):
    """One headless Chromium for all tests here."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


class Opened:
    """A page in the browser, with all that it asked for, said or did wrong."""

    def __init__(self, page, path):
        self.page, self.requests, self.dialogs, self.errors = page, [], [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text))
        page.route("**/*", self._gate)
        meter = page.context.new_cdp_session(page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
        metrics = meter.send("Performance.getMetrics")["metrics"]
        # Processor time of the page, not of the clock: other work on the machine does not count.
        self.seconds = next(m["value"] for m in metrics if m["name"] == "ProcessTime")
        self.data = json.loads(page.locator("#kg-data").text_content())

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _gate(self, route):
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            route.abort()

    @property
    def foreign(self):
        """What was asked for beyond the file itself."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def statement(self, **wanted):
        """The first statement with these values."""
        return next(s for s in self.data["statements"] if all(s[k] == v for k, v in wanted.items()))

    def click_edge(self, key):
        """Click the pixel in the middle of an edge."""
        self._click(
            "(k) => network.canvasToDOM(network.body.edges[k].edgeType.getPoint(0.35))", key
        )

    def click_node(self, key):
        """Click the pixel in the middle of a node."""
        self._click("(k) => network.canvasToDOM(network.getPositions([k])[k])", key)

    def _click(self, where, key):
        at = self.page.evaluate(where, key)
        box = self.page.locator("#mynetwork").bounding_box()
        self.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        self.page.wait_for_selector("#panel:not([hidden])")

    def hidden(self, kind, key):
        """Whether the drawing hides a node or an edge."""
        return self.page.evaluate(f"(k) => {kind}.get(k).hidden === true", key)


@pytest.fixture
def opened(browser, neighbourhoods, tmp_path):
    """Opens the page of a neighbourhood by its name, as a context."""

    @contextmanager
    def open_page(name, *, lang="zh", **context):
        store, focus = neighbourhoods[name]
        path = tmp_path / f"{name}.html"
        write_page(draw(store, focus, lang=lang), path)
        given = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **context}
        session = browser.new_context(**given)
        try:
            yield Opened(session.new_page(), path)
        finally:
            session.close()

    return open_page


@pytest.mark.parametrize("name", ["realistic", "crowd", "hostile"])
def test_the_page_opens_without_any_request_or_error(opened, name):
    """Nothing is asked of any host, and no script complains."""
    with opened(name) as it:
        it.page.wait_for_timeout(200)
        assert it.foreign == []
        assert it.errors == []


def test_scripts_in_text_of_others_never_run(opened):
    """Every name hovered, every panel and list opened: no dialog, no foreign element."""
    with opened("hostile") as it:
        for node in it.data["nodes"]:
            it.click_node(node["key"])
            for summary in it.page.locator("#panel summary").all():
                summary.click()
            it.page.wait_for_timeout(350)
        for stmt in it.data["statements"]:
            it.click_edge(stmt["key"])
        it.page.fill("#query", "<img")
        it.page.keyboard.press("Enter")
        it.page.click("#tab-list")
        it.page.wait_for_timeout(200)
        assert it.dialogs == []
        assert it.errors == []
        expect(
            it.page.locator("#panel img, #panel a, table img, table a, header img")
        ).to_have_count(0)
        expect(it.page.locator("script")).to_have_count(4)


def test_a_click_on_an_edge_shows_its_sentence(opened):
    """The panel tells relation, status, details, sentence, article and page."""
    with opened("realistic") as it:
        stmt = it.statement(status="denied")
        it.click_edge(stmt["key"])
        panel = it.page.locator("#panel").inner_text()
        sentence = "".join(text for text, _ in stmt["evidence"][0]["segments"])
        for part in (
            sentence,
            "已否认",
            "50亿元",
            "《星澜显示扩产与融资观察》",
            "第 3 页",
            "汇渊产业基金",
        ):
            assert part in panel
        assert it.page.locator("#panel mark.s").all_inner_texts() == ["汇渊产业基金"]
        expect(it.page.locator("#panel mark.o")).to_have_count(1)


def test_each_of_several_edges_of_a_pair_can_be_clicked(opened):
    """Three statements between the same two open three different panels."""
    with opened("realistic") as it:
        first = it.statement(relation="投资", status="planned")
        keys = {
            s["key"]
            for s in it.data["statements"]
            if {s["from"], s["to"]} == {first["from"], first["to"]}
        }
        seen = set()
        for key in keys:
            it.click_edge(key)
            seen.add(it.page.locator("#panel blockquote p").first.inner_text())
            it.page.keyboard.press("Escape")
            it.page.click("#fit")
        assert len(keys) == len(seen) == 3


def test_a_click_on_a_node_lists_its_statements(opened):
    """Aliases and codes are told, each statement opens its evidence, a click beside it closes."""
    with opened("realistic") as it:
        it.click_node("n0")
        panel = it.page.locator("#panel")
        assert "688999.SH" in panel.inner_text()
        assert "星澜显示" in panel.inner_text()
        own = [s for s in it.data["statements"] if "n0" in {s["from"], s["to"]}]
        expect(it.page.locator("#panel details")).to_have_count(len(own))
        it.page.locator("#panel summary").first.click()
        expect(it.page.locator("#panel blockquote")).to_have_count(1)
        box = it.page.locator("#mynetwork").bounding_box()
        it.page.mouse.click(box["x"] + 5, box["y"] + 5)
        expect(panel).to_be_hidden()


def test_switches_hide_what_they_name(opened):
    """A type, a status or a family switched off leaves drawing and list; reset brings it back."""
    with opened("realistic") as it:
        page = it.page
        fund = next(n for n in it.data["nodes"] if n["type"] == "Fund")
        page.uncheck("input[value=Fund]")
        assert it.hidden("nodes", fund["key"])
        page.click("#reset")
        assert not it.hidden("nodes", fund["key"])
        denied = it.statement(status="denied")
        page.uncheck("input[value=denied]")
        assert it.hidden("edges", denied["key"])
        assert it.hidden("nodes", denied["from"])
        assert page.locator(f"#row-{denied['key']}").get_attribute("hidden") is not None
        page.check("input[value=denied]")
        page.uncheck("input[value=policy]")
        shown = {s["family"] for s in it.data["statements"] if not it.hidden("edges", s["key"])}
        assert "policy" not in shown
        assert "capital" in shown


def test_search_finds_a_name_an_alias_and_a_code(opened):
    """The slash key starts the search, Enter opens the first hit, Escape closes."""
    with opened("realistic") as it:
        page = it.page
        for wanted, name in (("星澜", "星澜显示"), ("６８８９９９", "星澜显示"), ("novad", "Nova")):
            page.keyboard.press("/")
            page.keyboard.type(wanted)
            page.keyboard.press("Enter")
            expect(page.locator("#panel h2")).to_contain_text(name)
            page.keyboard.press("Escape")
            page.fill("#query", "")
            page.locator("#query").blur()
            page.keyboard.press("Escape")
            expect(page.locator("#panel")).to_be_hidden()


def test_coming_back_to_the_search_keeps_its_suggestions(opened):
    """Who leaves the field and returns at once finds the list open, however slow the machine."""
    with opened("realistic") as it:
        page = it.page
        page.fill("#query", "星澜")
        page.evaluate("() => { const q = document.getElementById('query'); q.blur(); q.focus(); }")
        page.wait_for_timeout(400)
        expect(page.locator("#matches")).to_be_visible()


def test_a_suggestion_can_be_clicked(opened):
    """A click on a suggestion opens its entity and closes the list."""
    with opened("realistic") as it:
        it.page.fill("#query", "novad")
        it.page.locator("#matches li").first.click()
        expect(it.page.locator("#panel h2")).to_contain_text("Nova")
        expect(it.page.locator("#matches")).to_be_hidden()


def test_the_search_says_when_nothing_fits(opened):
    """A name that is not in the picture is answered in words."""
    with opened("realistic") as it:
        it.page.fill("#query", "无此公司")
        assert it.page.locator("#matches").inner_text() == "图中没有"


def test_the_list_downloads_as_csv(opened):
    """The file opens in a spreadsheet, holds every sentence, and no cell is a formula."""
    with opened("realistic") as it:
        it.page.click("#tab-list")
        with it.page.expect_download() as download:
            it.page.click("#save-csv")
        data = download.value.path().read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert len(rows) == 1 + len(it.data["statements"])
        assert rows[0][:4] == ["主体", "关系", "客体", "状态"]
        assert it.foreign == []
        assert it.errors == []


def test_the_picture_is_saved_at_twice_the_size(opened):
    """The PNG is sharper than the screen, and the view stays as it was."""
    with opened("realistic") as it:
        before = it.page.evaluate("network.getScale()")
        with it.page.expect_download() as download:
            it.page.click("#save-png")
        data = download.value.path().read_bytes()
        width = int.from_bytes(data[16:20], "big")
        assert data.startswith(b"\x89PNG")
        assert width == 2 * it.page.evaluate("document.getElementById('mynetwork').clientWidth")
        assert it.page.evaluate("network.getScale()") == pytest.approx(before)


def test_a_crowd_is_drawn_at_once_and_fits_a_letter(opened, tmp_path):
    """150 entities: under three seconds of the processor without a graphics card, under 1.5 MB."""
    with opened("crowd") as it:
        assert len(it.data["nodes"]) == 150
        assert 0 < it.seconds < 3
        assert (tmp_path / "crowd.html").stat().st_size < 1_500_000


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_everything_is_in_view(opened, size):
    """On a laptop and on a projector no node is outside, and nothing scrolls sideways."""
    viewport = {"width": size[0], "height": size[1]}
    with opened("crowd", viewport=viewport) as it:
        box = it.page.locator("#mynetwork").bounding_box()
        spots = it.page.evaluate(
            "Object.values(network.getPositions()).map((p) => network.canvasToDOM(p))"
        )
        assert all(0 < p["x"] < box["width"] and 0 < p["y"] < box["height"] for p in spots)
        assert it.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_the_list_is_there(opened, browser, neighbourhoods, tmp_path):
    """A reader who blocks scripts sees head, legend and every statement."""
    store, focus = neighbourhoods["realistic"]
    path = tmp_path / "plain.html"
    write_page(draw(store, focus), path)
    session = browser.new_context(java_script_enabled=False)
    page = session.new_page()
    page.goto(path.as_uri())
    assert page.locator("tbody tr").first.is_visible()
    assert page.locator("noscript, .note").count() > 0
    assert page.locator("#graph").is_hidden()
    session.close()


def test_the_print_shows_picture_and_list(opened):
    """On paper there are the drawing and the table, and no buttons."""
    with opened("realistic") as it:
        it.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        it.page.emulate_media(media="print")
        drawn = it.page.evaluate(
            "() => { const c = document.getElementById('print');"
            " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            " let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i] < 200) n += 1; return n; }"
        )
        assert drawn > 5000
        assert it.page.locator("#print").is_visible()
        assert it.page.locator("table").is_visible()
        assert it.page.locator("#find").is_hidden()
        assert it.page.locator(".tools").is_hidden()
