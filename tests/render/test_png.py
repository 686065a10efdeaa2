"""PNG: as large as asked, the same everywhere, with its words in chunks that other programs read and that lead back."""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from figures import opened, view
from hostile import TEXTS, hostile

from pathways.drawing.theme import THEMES
from pathways.errors import CannotWrite
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.render.png import MOST, SIGNATURE, read_origin_png, size_of, write
from pathways.scene.provenance import MARK, read_origin
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def written(toy: Mechanism) -> bytes:
    return write(view(toy, "focus=toyamine", width=900))


@pytest.mark.parametrize(
    ("options", "width", "dpi"),
    [
        ({"width": 700}, 700, 0), ({"width": 700, "scale": 2}, 1400, 0), ({"inches": 5}, 1500, 300), ({"inches": 5, "dpi": 150}, 750, 150),
        ({"inches": 5, "dpi": 150, "scale": 2}, 1500, 300), ({"width": 900, "dpi": 90}, 900, 90), ({"width": 900, "inches": 3}, 900, 300),
    ],
)  # fmt: skip
def test_a_picture_is_as_large_as_asked(toy: Mechanism, options: dict[str, float], width: int, dpi: float) -> None:
    export = view(toy, **options)
    picture = opened(write(export))
    assert picture.width == width
    assert abs(picture.height - width * export.sheet.height / export.sheet.width) <= 0.5
    assert picture.info.get("dpi", (0, 0)) == pytest.approx((dpi, dpi), abs=0.02)


def test_without_a_wish_a_picture_is_as_large_as_its_sheet(toy: Mechanism) -> None:
    export = view(toy)
    assert opened(write(export)).size == (round(export.sheet.width), round(export.sheet.height))
    assert size_of(export.sheet, view(toy, dpi=192).options).width == round(export.sheet.width * 2)


@pytest.mark.parametrize("theme", THEMES)
def test_the_paper_reaches_every_corner(toy: Mechanism, theme: str) -> None:
    picture = opened(write(view(toy, f"theme={theme}", width=777)))
    paper = THEMES[theme].paper
    corners = [(x, y) for x in (0, picture.width - 1) for y in (0, picture.height - 1)]
    assert picture.mode == "RGB", "nothing shines through"
    assert {picture.getpixel(at) for at in corners} == {tuple(bytes.fromhex(paper[1:]))}


def test_without_paper_only_what_is_drawn_is_seen(toy: Mechanism) -> None:
    picture = opened(write(view(toy, background="none", width=777)))
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert picture.getchannel("A").getextrema() == (0, 255)


def test_other_programs_read_what_it_is_and_what_it_cites(written: bytes, toy: Mechanism) -> None:
    export = view(toy, "focus=toyamine")
    told = opened(written).text  # type: ignore[attr-defined]
    assert told["Title"] == toy.title
    assert told["Description"] == export.sheet.description
    assert told["Citations"].splitlines()[0].startswith("1. ")
    assert len(told["Citations"].splitlines()) == len(export.references)
    assert told[MARK] == export.origin.line()


def test_the_file_leads_back_to_its_view(written: bytes, toy: Mechanism) -> None:
    origin = read_origin_png(written)
    assert origin
    assert origin == view(toy, "focus=toyamine").origin
    assert origin.search == "focus=toyamine&arrange=compact"


def test_the_same_view_gives_the_same_bytes(toy: Mechanism, written: bytes) -> None:
    assert write(view(toy, "focus=toyamine", width=900)) == written


def test_several_at_once_are_as_one_after_the_other(toy: Mechanism, written: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(write, [view(toy, "focus=toyamine", width=900) for _ in range(8)])) == {written}


def test_the_shipped_map_is_written_at_a_slides_width(shipped: Mechanism) -> None:
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    picture = opened(write(view(shipped, "", layouts, width=1920)))
    assert picture.width == 1920
    assert len(picture.getcolors(2_000_000) or ()) > 200


def test_a_picture_that_takes_too_much_memory_is_refused_with_what_would_do(toy: Mechanism) -> None:
    with pytest.raises(CannotWrite, match="million is the limit here") as refused:
        write(view(toy, width=8000, scale=4))
    fits = 4 * int(str(refused.value).split("width=")[1].split(" with scale=4")[0])
    write(view(toy, width=fits // 40, scale=4))
    sheet = view(toy).sheet
    assert fits * fits * sheet.height / sheet.width <= MOST
    assert (fits + 8) ** 2 * sheet.height / sheet.width > MOST


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_are_only_words(toy: Mechanism, name: str) -> None:
    export = view(hostile(toy, TEXTS[name]), width=400)
    data = write(export)
    picture = opened(data)
    picture.load()
    assert picture.width == 400
    assert read_origin_png(data) == read_origin(export.origin.line())
    assert all(not set(text) & set("\0\x1b\u202e") for text in picture.text.values())  # type: ignore[attr-defined]
    assert len(data) < 500_000


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


LINE = MARK.encode() + b' {"date": "d", "fingerprint": "f", "map": "m", "search": "s", "version": "1"}'


@pytest.mark.parametrize(
    "data",
    [
        b"", SIGNATURE, SIGNATURE[:5], b"GIF89a" + LINE,
        SIGNATURE + chunk(b"zTXt", MARK.encode() + b"\0\0" + zlib.compress(LINE)),
        SIGNATURE + chunk(b"iTXt", MARK.encode() + b"\0\1\0\0\0" + zlib.compress(LINE)),
        SIGNATURE + chunk(b"iTXt", MARK.encode() + b"\0\0\0\0\0" + LINE)[:-1] + b"\0",
        SIGNATURE + chunk(b"iTXt", MARK.encode() + b"\0\0\0\0\0" + LINE)[:40],
        SIGNATURE + b"\xff\xff\xff\xffiTXt" + LINE,
        SIGNATURE + chunk(b"iTXt", MARK.encode() + b"\0\0\0\0\0" + b" " * 200_000 + LINE),
        SIGNATURE + chunk(b"iTXt", MARK.encode() + b"\0\0\0\0\0\xff\xfe"),
        SIGNATURE + chunk(b"iTXt", MARK.encode()),
    ],
)  # fmt: skip
def test_what_is_no_sound_file_of_ours_leads_nowhere(data: bytes) -> None:
    assert read_origin_png(data) is None


def test_the_way_back_is_found_after_the_pixels_too(written: bytes) -> None:
    """Some programs move text to the end of the file."""
    note = chunk(b"iTXt", MARK.encode() + b"\0\0\0\0\0" + LINE)
    plain = SIGNATURE + chunk(b"IHDR", b"\0" * 13) + chunk(b"IDAT", b"\0" * 300_000) + note + chunk(b"IEND", b"")
    found = read_origin_png(plain)
    assert found
    assert found.search == "s"


def test_a_file_of_endless_chunks_is_given_up() -> None:
    assert read_origin_png(SIGNATURE + chunk(b"tIME", b"") * 150_000 + chunk(b"iTXt", MARK.encode() + b"\0\0\0\0\0" + LINE)) is None


def test_no_font_of_the_machine_is_asked(toy: Mechanism, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write(view(toy, width=500))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_PATH", str(tmp_path))
    assert write(view(toy, width=500)) == before
