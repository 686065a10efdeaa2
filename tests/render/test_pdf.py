"""PDF: the sheet's shapes at the sheet's places, letters that are embedded and found, links, tags, and a way back."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from figures import opened, program, shapes, slightly_different, strongly_different, view
from hostile import TEXTS, hostile
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from pathways.drawing.geometry import Point
from pathways.drawing.shapes import Curves, Group, Paint, Panel, Words
from pathways.drawing.text_metrics import width
from pathways.drawing.theme import THEMES
from pathways.layout import Layout
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.pdf import draw_sheet, place_on, write
from pathways.render.pdf_operators import outline_of
from pathways.render.png import write as write_png
from pathways.scene.provenance import read_origin
from pathways.sheet.sheet import Sheet
from pathways.sheet.view_export import Export
from tests.conftest import ROOT

XML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def layouts() -> dict[str, Layout]:
    return load_layouts(ROOT / "data/low-dose-naltrexone.yaml")


@pytest.fixture(scope="module")
def export(shipped: Mechanism, layouts: dict[str, Layout]) -> Export:
    return view(shipped, "", layouts, papers="listed")


@pytest.fixture(scope="module")
def written(export: Export) -> bytes:
    return write(export)


@pytest.fixture
def file(written: bytes, tmp_path: Path) -> str:
    path = tmp_path / "map.pdf"
    path.write_bytes(written)
    return str(path)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def courses(page: Any, reader: PdfReader) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The courses that a page draws, those in its forms too, each as corners and handles and whether it is closed."""
    forms = page["/Resources"].get("/XObject", {})
    contents = [page.get_contents(), *(ContentStream(form.get_object(), reader) for form in forms.values())]
    for content in contents:
        course: list[Point] = []
        for values, name in content.operations:
            numbers = [float(value) for value in values] if name in (b"m", b"l", b"c") else []
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            if name == b"m":
                if course:
                    yield tuple(course), False
                course = points
            elif name in (b"l", b"c"):
                course += [course[-1], points[0], points[0]] if name == b"l" else points
            elif name == b"h":
                yield tuple(course), True
                course = []
            elif name in (b"f", b"S", b"B") and course:
                yield tuple(course), False
                course = []


def rounded(course: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 2) + 0.0, round(y, 2) + 0.0) for x, y in course)


def close(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - c) < 0.011 and abs(b - d) < 0.011 for (a, b), (c, d) in zip(one, other, strict=True))


@pytest.mark.parametrize("search", ["", "focus=tlr4&arrange=map", "focus=tlr4&arrange=compact"])
def test_boxes_and_routes_lie_where_the_sheet_has_them(shipped: Mechanism, layouts: dict[str, Layout], search: str) -> None:
    export = view(shipped, search, layouts)
    reader = read(write(export))
    drawn = list(courses(reader.pages[0], reader))
    boxes = shapes(export, Panel, "box", "badge-box", "gap-box")
    assert len(boxes) > 5
    for panel in boxes:
        assert any(closed and close(course, outline_of(panel)) for course, closed in drawn), panel
    lines = [curve for shape in shapes(export, Curves, "line", "gap-line", "head", "bar") for curve in shape.curves]
    assert len(lines) > 5
    for curve in lines:
        assert any(close(course, curve) for course, _ in drawn), curve


def test_the_page_turns_the_sheet_over_and_scales_it(written: bytes, export: Export) -> None:
    reader = read(written)
    page = reader.pages[0]
    matrix = next(values for values, name in page.get_contents().operations if name == b"cm")  # type: ignore[union-attr]
    assert [float(value) for value in matrix] == pytest.approx([0.75, 0, 0, -0.75, 0, export.sheet.height * 0.75], abs=0.001)
    assert float(page.mediabox.width) == pytest.approx(export.sheet.width * 0.75, abs=0.01)


def flat(text: str) -> str:
    return "".join(text.split())


def test_every_word_of_the_sheet_is_found_once(file: str, export: Export) -> None:
    said = flat(program("pdftotext", "-raw", file, "-").decode())
    for words in shapes(export, Words):
        assert flat("".join(words.lines)) in said
    for area in shapes(export, Words, "area-title"):
        assert said.count(flat(area.lines[0])) == 1, "a halo is not text"


def test_words_lie_where_the_sheet_has_them(file: str, export: Export) -> None:
    page = ET.fromstring(program("pdftotext", "-bbox", file, "-")).find(f".//{XML}page")  # noqa: S314  our own text
    assert page is not None
    found = [(word.text or "", float(word.get("xMin", 0)) / 0.75, float(word.get("yMax", 0)) / 0.75) for word in page]
    labels = [words for words in shapes(export, Words, "label") if all(len(line.split()) == 1 for line in words.lines)]
    assert len(labels) > 10
    for words in labels:
        for i, line in enumerate(words.lines):
            y = words.y + i * words.leading
            assert any(text == line and abs(x - words.x) < 1 and y < bottom < y + words.size for text, x, bottom in found), line


def test_its_letters_are_embedded_and_map_to_characters(file: str) -> None:
    fonts = program("pdffonts", file).decode().splitlines()[2:]
    assert {re.split(r"\s+", font)[0].partition("+")[2] for font in fonts} == {"OpenSans-Regular", "OpenSans-SemiBold"}
    for font in fonts:
        assert re.search(r"\byes yes yes\b", font), "embedded, a subset, with unicode"


def test_it_looks_like_the_png(file: str, shipped: Mechanism, layouts: dict[str, Layout]) -> None:
    drawn = Image.open(io.BytesIO(program("pdftoppm", "-r", "192", "-png", file)))
    png = opened(write_png(view(shipped, "", layouts, scale=2, papers="listed")))
    assert strongly_different(drawn, png) < 0.005


def test_what_is_pale_looks_like_the_png(shipped: Mechanism, layouts: dict[str, Layout], tmp_path: Path) -> None:
    search = "focus=tlr4&arrange=map&theme=dark"
    path = tmp_path / "part.pdf"
    path.write_bytes(write(view(shipped, search, layouts)))
    drawn = Image.open(io.BytesIO(program("pdftoppm", "-r", "192", "-png", str(path))))
    png = opened(write_png(view(shipped, search, layouts, scale=2)))
    assert strongly_different(drawn, png) < 0.005
    assert slightly_different(drawn, png) < 0.02


def test_papers_and_arrows_are_links(written: bytes, export: Export) -> None:
    page = read(written).pages[0]
    links = [note.get_object() for note in page["/Annots"]]
    asked = {group.url for group in export.sheet.placed() if group.url}
    assert {link["/A"]["/URI"] for link in links} == asked
    assert len(asked) > 50
    for link in links:
        left, bottom, right, top = (float(value) for value in link["/Rect"])
        assert 0 <= left < right <= float(page.mediabox.width)
        assert 0 <= bottom < top <= float(page.mediabox.height)
        assert right - left < 300, "a line is no target"
        assert link["/Contents"]


def test_a_link_lies_on_its_citation(shipped: Mechanism, layouts: dict[str, Layout]) -> None:
    export = view(shipped, "", layouts, page="a4", papers="listed")
    page = read(write(export)).pages[0]
    place = place_on("a4", export.sheet.width, export.sheet.height)
    group = next(group for group in export.sheet.placed() if group.role == "citation" and group.url)
    words = next(shape for shape in group.shapes if isinstance(shape, Words))
    rects = [[float(value) for value in note.get_object()["/Rect"]] for note in page["/Annots"]]
    x, y = place.x + (words.x + 5) * place.scale, place.y - (words.y - 3) * place.scale
    assert any(left < x < right and bottom < y < top for left, bottom, right, top in rects)


@pytest.mark.parametrize(
    ("page", "w", "h", "size"),
    [
        ("a4", 1600, 900, (841.89, 595.28)), ("a4", 900, 1600, (595.28, 841.89)), ("letter", 1600, 900, (792, 612)),
        ("16:9", 1600, 900, (960, 540)), ("16:9", 600, 1900, (960, 540)), ("4:3", 1600, 900, (720, 540)), ("fit", 1600, 900, (1200, 675)),
        ("a4", 30, 20, (595.28, 841.89)), ("fit", 40_000, 20_000, (14_400, 7200)),
    ],
)  # fmt: skip
def test_a_sheet_lies_in_the_middle_of_its_page(page: str, w: float, h: float, size: tuple[float, float]) -> None:
    place = place_on(page, w, h)
    assert (place.width, place.height) == pytest.approx(size)
    assert place.x == pytest.approx(place.width - place.x - w * place.scale)
    assert place.height - place.y == pytest.approx(place.y - h * place.scale)
    assert place.x >= 0
    assert place.y <= place.height + 1e-6
    assert place.scale <= 1.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_paper_fills_the_page(toy: Mechanism, theme: str, tmp_path: Path) -> None:
    path = tmp_path / "toy.pdf"
    path.write_bytes(write(view(toy, f"theme={theme}", page="16:9")))
    drawn = Image.open(io.BytesIO(program("pdftoppm", "-r", "36", "-png", str(path)))).convert("RGB")
    paper = tuple(bytes.fromhex(THEMES[theme].paper[1:]))
    corners = [(x, y) for x in (0, drawn.width - 1) for y in (0, drawn.height - 1)]
    assert {drawn.getpixel(at) for at in corners} == {paper}


def test_it_says_its_title_language_and_what_it_shows(written: bytes, export: Export) -> None:
    reader = read(written)
    root, told = reader.trailer["/Root"], reader.metadata
    assert told
    assert (told.title, told.subject) == (export.sheet.title, export.sheet.description)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.xmp_metadata
    assert reader.xmp_metadata.dc_title == {"x-default": export.sheet.title}
    assert told.creation_date_raw == "D:20000101000000+00'00'"


def parts(written: bytes) -> list[DictionaryObject]:
    tree = read(written).trailer["/Root"]["/StructTreeRoot"]
    return [part.get_object() for part in tree["/K"]["/K"]]


def test_it_is_read_out_in_order(written: bytes, export: Export) -> None:
    found = parts(written)
    assert [part["/S"] for part in found[:3]] == ["/H1", "/P", "/Figure"]
    assert found[2]["/Alt"] == export.sheet.description
    assert len(found) == 1 + len([group for group in export.sheet.words if group.role != "paper"])
    tree = read(written).trailer["/Root"]["/StructTreeRoot"]
    numbered = tree["/ParentTree"]["/Nums"][1]
    assert [part.get_object()["/K"] for part in numbered] == list(range(len(found)))
    outline = program("pdfinfo", "-struct-text", "-", data=written).decode()
    assert outline.index(export.sheet.title) < outline.index("Figure") < outline.index("Arrows")


def test_the_file_leads_back_to_its_view(toy: Mechanism) -> None:
    export = view(toy, "focus=toyamine&radius=2&theme=dark")
    data = write(export)
    assert read_origin(data.decode("latin-1")) == export.origin
    told = read(data).metadata
    assert told
    assert read_origin(told["/Keywords"]) == export.origin


def test_the_same_view_gives_the_same_bytes(written: bytes, shipped: Mechanism, toy: Mechanism, layouts: dict[str, Layout]) -> None:
    write(view(toy))
    assert write(view(shipped, "", layouts, papers="listed")) == written


def sheet(*groups: Group) -> Sheet:
    return Sheet(200, 100, (0, 0), 1.0, (), groups, "Title", "Description")


def words(*lines: str, **more: Any) -> Group:
    return Group("caption", "caption", (Words("caption", lines, 10, 20, 12, "regular", "#000000", **more),))


def test_a_character_without_a_letter_is_seen_as_such_and_stays_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(draw_sheet(sheet(words("TNF-α 汉字 \U0001f9e0 A\xadB"))))
    said = program("pdftotext", "-raw", str(path), "-").decode()
    assert "TNF-α 汉字 \U0001f9e0 A\xadB" in said
    assert "\ufffd" in read(path.read_bytes()).pages[0].extract_text(), "a reader that does not know what stands for what"


SIGNS = "\u2192 \u2605 \u22a3 \u1f00\u03bb\u03b3\u03bf\u03c2"  # an arrow, a star, a tack, a Greek word with its breathing


def test_a_sign_of_another_font_is_drawn_and_can_be_copied(tmp_path: Path) -> None:
    path = tmp_path / "signs.pdf"
    path.write_bytes(draw_sheet(sheet(words(f"LDN {SIGNS} pain"))))
    assert f"LDN {SIGNS} pain" in program("pdftotext", "-raw", str(path), "-").decode()


def test_a_sign_of_another_font_is_drawn_by_its_own_outlines() -> None:
    from pypdfium2 import PdfDocument

    dark = {}
    for sign in "\u2605\u2606 ":  # a full star, an empty one, and nothing
        with PdfDocument(draw_sheet(sheet(words(sign)))) as document:
            levels = document[0].render(scale=4).to_pil().convert("L").histogram()
        dark[sign] = sum(levels[:128])
    assert dark["\u2605"] > 1.3 * dark["\u2606"] > dark[" "] == 0, "where one sign stands for all that is missing, both are equal"


def test_what_has_a_plain_form_is_read_in_it(tmp_path: Path) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(draw_sheet(sheet(words("Ca\u00b2\u207a 5-HT\u2082A IFN\u2011\u03b3"))))
    assert read(path.read_bytes()).pages[0].extract_text().strip() == "Ca\u00b2+ 5-HT2A IFN-\u03b3"
    assert "5-HT\u2082A" in program("pdftotext", "-raw", str(path), "-").decode(), "what is copied is what was written"


def test_letters_that_stand_in_take_the_room_that_was_measured_and_leave_others_alone(tmp_path: Path) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(draw_sheet(sheet(words("汉字汉字"), words("plain"))))
    page = ET.fromstring(program("pdftotext", "-bbox", str(path), "-")).find(f".//{XML}page")  # noqa: S314  our own text
    assert page is not None
    widths = [(float(word.get("xMax", 0)) - float(word.get("xMin", 0))) / 0.75 for word in page]
    assert sorted(widths) == pytest.approx([width("plain", 12), width("汉字汉字", 12)], abs=0.3)


def test_lines_that_are_copied_have_their_words_apart() -> None:
    said = read(draw_sheet(sheet(words("swollen", "up-", "regulated")))).pages[0].extract_text()
    assert "swollen " in said
    assert "up- " not in said


def test_words_that_end_at_a_place_begin_before_it() -> None:
    reader = read(draw_sheet(sheet(words("+12", anchor="end"))))
    matrix = next(values for values, name in reader.pages[0].get_contents().operations if name == b"Tm")  # type: ignore[union-attr]
    assert float(matrix[4]) < 0


def test_only_addresses_of_pages_become_links() -> None:
    urls = ("javascript:alert(1)", "file:///etc/passwd", "https://example.org/ä b(c)\\\n-")
    groups = [Group("citation", str(i), words(url).shapes, url=url) for i, url in enumerate(urls)]
    links = read(draw_sheet(sheet(*groups))).pages[0]["/Annots"]
    assert [link.get_object()["/A"]["/URI"] for link in links] == ["https://example.org/%C3%A4%20b(c)%5C%0A-"]


def test_nothing_to_draw_is_an_empty_page() -> None:
    empty = Group("legend", "x", (Words("legend", (), 0, 0, 12, "regular", "#000000"), Curves("line", (), False, Paint())), faded=True)
    for data in (draw_sheet(sheet()), draw_sheet(sheet(empty, words(""))), draw_sheet(sheet(Group("caption", "c", (), url="https://a.example")))):
        assert len(read(data).pages) == 1


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_are_only_words(toy: Mechanism, name: str, tmp_path: Path) -> None:
    export = view(hostile(toy, TEXTS[name]), base="https://example.org/")
    data = write(export)
    assert data == write(export)
    reader = read(data)
    assert len(reader.pages[0].get_contents().operations) > 100  # type: ignore[union-attr]
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/JavaScript", "/AcroForm"} & set(root)
    for note in reader.pages[0]["/Annots"]:
        assert note.get_object()["/A"]["/S"] == "/URI"
        assert note.get_object()["/A"]["/URI"].startswith("https://")
    path = tmp_path / "hostile.pdf"
    path.write_bytes(data)
    said = flat(program("pdftotext", "-raw", str(path), "-").decode())
    first = flat(shapes(export, Words, "title")[0].lines[0])
    assert first in said or not first.isascii()
    assert len(data) < 1_000_000


def test_many_characters_of_many_scripts_fit_into_one_file() -> None:
    every = "".join(chr(code) for code in (*range(0x20, 0x500), *range(0x2000, 0x2200)))
    data = draw_sheet(sheet(words(*(every[i : i + 100] for i in range(0, len(every), 100)))))
    assert len(read(data).pages[0]["/Resources"]["/Font"]) > 2
    assert data == draw_sheet(sheet(words(*(every[i : i + 100] for i in range(0, len(every), 100)))))
