"""A published site: every link leads somewhere, publishing again changes what changed, and files of other people are left alone."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hostile import TEXTS, hostile
from pages import Seen, allowed

from pathways.errors import CannotWrite, InvalidArgument
from pathways.export.formats import FORMATS, STORY_FORMATS
from pathways.model.mechanism import Mechanism
from pathways.publish import Published, publish
from pathways.publish.folder import LIST
from pathways.scene.provenance import read_origin
from pathways.scene.read_provenance import origin_in
from pathways.scene.scene import CAVEAT
from tests.conftest import ROOT

BASE = "https://example.org/maps/toy/"
STORY = "how-toyamine-works"
TOY = str(ROOT / "tests/toy/toy.yaml")


@pytest.fixture(scope="module")
def plain(toy: Mechanism, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy's site, published without an address."""
    out = tmp_path_factory.mktemp("plain")
    publish([(toy, {})], out)
    return out


@pytest.fixture(scope="module")
def based_site(toy: Mechanism, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("based")
    publish([(toy, {})], out, base_url=BASE)
    return out


@pytest.fixture
def small(toy: Mechanism) -> Mechanism:
    """The toy without stories, which is published faster."""
    return toy.model_copy(update={"stories": ()})


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def pages(out: Path) -> dict[str, str]:
    return {path: content.decode() for path, content in files(out).items() if path.endswith(".html")}


class Asked(HTMLParser):
    """The addresses that stand in a page: links, and what it loads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "href" in given and tag != "use":
            self.links.append(given["href"] or "")
        self.loads += [given[name] or "" for name in ("src", "srcset", "data", "poster", "action") if name in given]


# --- what there is ---


def test_a_site_has_all_that_it_says(plain: Path, toy: Mechanism) -> None:
    there = set(files(plain))
    assert {"index.html", "cite.html", "CITATION.cff", "version.json", "preview.png", LIST} <= there
    assert {f"{name}/index.html" for name in ("stories", "figures", "embed", "data")} <= there
    ends = (".html", ".pptx", ".pdf", "-handout.pdf", "-handout.docx", ".gif", ".json", ".png")
    assert {f"stories/{STORY}{end}" for end in ends} <= there
    assert len([path for path in there if path.startswith(f"stories/{STORY}")]) == len(STORY_FORMATS) + 1
    assert {"embed/map.html", f"embed/{STORY}.html", "figures/map.html"} <= there
    pictures = [row.suffix for row in FORMATS.values() if row.family == "picture" and row.on_sites]
    stems = ["map", *(f"{STORY}/{scene.id}" for scene in toy.stories[0].scenes)]
    assert {f"figures/{stem}{suffix}" for stem in stems for suffix in pictures} <= there
    data = [row for row in FORMATS.values() if row.family in ("data", "citations", "words") and row.name != "cff"]
    assert {f"data/toy{row.suffix}" for row in data} <= there
    assert Mechanism.model_validate_json((plain / "data/toy.mechanism.json").read_text(encoding="utf-8")).fingerprint == toy.fingerprint


def test_every_link_of_every_page_leads_to_a_file_of_the_site(plain: Path) -> None:
    there, ids = files(plain), {path: set(Seen(page).ids) for path, page in pages(plain).items()}
    for path, page in pages(plain).items():
        asked = Asked(page)
        for address in [*asked.links, *asked.loads]:
            if address.startswith(("https://", "data:")):
                continue
            assert not urlsplit(address).scheme, address
            assert not address.startswith("/"), f"{path}: {address} is not relative"
            target, _, place = unquote(urljoin(path, address)).partition("#")
            assert target in there, f"{path}: {address}"
            assert not place or target != path or place in ids[target], f"{path}: {address}"


def test_every_file_can_be_come_upon(plain: Path) -> None:
    """Nobody has to guess an address: from the first page links lead to everything."""
    met, ahead = {"index.html"}, ["index.html"]
    while ahead:
        path = ahead.pop()
        if path.endswith(".html"):
            for address in (*(asked := Asked((plain / path).read_text(encoding="utf-8"))).links, *asked.loads):
                target = unquote(urljoin(path, address)).partition("#")[0]
                if not urlsplit(address).scheme and target not in met:
                    met.add(target)
                    ahead.append(target)
    assert set(files(plain)) - met == {LIST, "preview.png"}


def test_pages_load_nothing_but_pictures_of_the_site(plain: Path) -> None:
    for path, page in pages(plain).items():
        loads = [address for address in Asked(page).loads if not address.startswith("data:")]
        assert all(address.endswith((".svg", ".png")) for address in loads), path
        assert not re.search(r"<(link|script|iframe)[^>]+(src|href)=(?!\"data:)", page), path
        assert "default-src 'none'" in page.replace("&#39;", "'"), path


def test_pages_are_well_formed_and_say_source_version_date_and_caveat(plain: Path, toy: Mechanism) -> None:
    for path, page in pages(plain).items():
        seen = Seen(page)
        assert seen.unbalanced == [], path
        assert seen.depth == [], path
        assert len(seen.ids) == len(set(seen.ids)), path
        for told in (CAVEAT, f"version {toy.version} of {toy.date}", toy.fingerprint, "Cite this map"):
            assert told in seen.text, f"{path}: {told}"
        assert read_origin(page) is not None, path
        if path not in ("figures/map.html",):
            assert allowed(page), path


def test_figures_lead_back_to_their_view(plain: Path, toy: Mechanism) -> None:
    for path, content in files(plain).items():
        if path.startswith("figures/") and not path.endswith("index.html"):
            found = origin_in(content)
            assert found, path
            assert found.fingerprint == toy.fingerprint, path


def test_an_embed_leads_to_the_page_that_it_shows(plain: Path) -> None:
    assert "../index.html" in Asked((plain / "embed/map.html").read_text(encoding="utf-8")).links
    assert f"../stories/{STORY}.html" in Asked((plain / f"embed/{STORY}.html").read_text(encoding="utf-8")).links
    assert "../index.html" in Asked((plain / f"stories/{STORY}.html").read_text(encoding="utf-8")).links


def test_the_version_is_there_for_programs(plain: Path, toy: Mechanism) -> None:
    told = json.loads((plain / "version.json").read_text(encoding="utf-8"))
    assert (told["map"], told["version"], told["date"], told["fingerprint"]) == (toy.id, toy.version, toy.date, toy.fingerprint)


# --- the address ---


def test_without_an_address_nothing_claims_one(plain: Path) -> None:
    assert not {"sitemap.xml", "robots.txt"} & set(files(plain))
    for path, page in pages(plain).items():
        assert "og:" not in page.partition("</head>")[0], path
        assert 'rel="canonical"' not in page, path
    assert "was not known" in (plain / "embed/index.html").read_text(encoding="utf-8")


def test_with_an_address_pages_say_it(based_site: Path, plain: Path) -> None:
    heads = {path: page.partition("</head>")[0] for path, page in pages(based_site).items()}
    for path, head in heads.items():
        if path == "figures/map.html":
            continue
        urls = re.findall(r'(?:rel="canonical" href|og:(?:url|image)" content)="([^"]+)"', head)
        assert len(urls) == 3, path
        assert all(url.startswith(BASE) for url in urls), path
        assert urls[2].removeprefix(BASE) in files(based_site)
    assert f'rel="canonical" href="{BASE}"' in heads["index.html"]
    assert f'rel="canonical" href="{BASE}stories/{STORY}.html"' in heads[f"embed/{STORY}.html"]
    assert "was not known" not in (based_site / "embed/index.html").read_text(encoding="utf-8")
    assert f"{BASE}embed/map.html" in (based_site / "embed/index.html").read_text(encoding="utf-8")
    assert "robots.txt" not in files(based_site)  # it counts at the root of a host alone


def test_links_between_pages_stay_relative_where_the_address_is_known(based_site: Path) -> None:
    for path, page in pages(based_site).items():
        inward = [address for address in Asked(page.partition("</head>")[2]).links if address.startswith(BASE)]
        assert inward == ([BASE] if path == "figures/map.html" else []), path


def test_the_sitemap_has_whole_addresses_of_pages_that_exist(based_site: Path) -> None:
    tree = ET.parse(based_site / "sitemap.xml")  # noqa: S314  our own file
    found = [item.text or "" for item in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found[0] == BASE
    assert all(url.startswith(BASE) for url in found)
    named = {f"{path}index.html" if path.endswith("/") or not path else path for path in (url.removeprefix(BASE) for url in found)}
    framed = {"embed/map.html", f"embed/{STORY}.html", "figures/map.html"}
    assert named == set(pages(based_site)) - framed


def test_robots_are_told_where_a_site_has_a_host_for_itself(small: Mechanism, tmp_path: Path) -> None:
    publish([(small, {})], tmp_path, base_url="https://example.org")
    assert "Sitemap: https://example.org/sitemap.xml" in (tmp_path / "robots.txt").read_text(encoding="utf-8")


BAD = (
    "example.org", "ftp://example.org/", "https://", "https:///x", "https://example.org/?a=1", "https://example.org/#a",
    "javascript:alert(1)",
    "https://me:secret@example.org/", 'https://example.org/"><script>', "https://exa mple.org/", "https://example.org/a b",
    "https://example.org:99999/", "https://[::1", "//example.org/", "https://-x-/", "https://example.org/\n",
    "https://example.org/" + "a" * 600,
)  # fmt: skip


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_address_is_refused_before_anything_is_written(url: str, small: Mechanism, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match=r"is no address of a site\. Expected one as in 'https://example\.org/map/'"):
        publish([(small, {})], tmp_path / "out", base_url=url)
    assert not (tmp_path / "out").exists()


# --- again ---


def test_the_same_map_gives_the_same_bytes(plain: Path, toy: Mechanism, tmp_path: Path) -> None:
    publish([(toy, {})], tmp_path)
    assert files(tmp_path) == files(plain)


def test_publishing_again_writes_nothing(small: Mechanism, tmp_path: Path) -> None:
    first = publish([(small, {})], tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    again = publish([(small, {})], tmp_path)
    assert (again.written, again.removed) == ((), ())
    assert set(again.unchanged) == set(first.written)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_is_no_more_is_removed_and_nothing_else(toy: Mechanism, small: Mechanism, tmp_path: Path) -> None:
    first = publish([(toy, {})], tmp_path)
    (tmp_path / "stories/mine.txt").write_text("mine")
    (tmp_path / "CNAME").write_text("example.org")
    again = publish([(small, {})], tmp_path)
    assert set(again.removed) == {path for path in first.written if path.startswith("stories/") or STORY in path}
    assert [path.name for path in (tmp_path / "stories").iterdir()] == ["mine.txt"]
    assert not (tmp_path / f"figures/{STORY}").exists(), "a folder that became empty is gone"
    assert (tmp_path / "CNAME").read_text() == "example.org"
    assert "data/toy.sif" not in again.written, "a story is not in it"
    assert "index.html" in again.written, "the way to the stories is gone"


def test_a_file_that_was_changed_or_lost_comes_back(small: Mechanism, tmp_path: Path) -> None:
    publish([(small, {})], tmp_path)
    (tmp_path / "data/toy.sif").unlink()
    (tmp_path / "cite.html").write_text("edited")
    assert set(publish([(small, {})], tmp_path).written) == {"data/toy.sif", "cite.html"}


def test_files_of_others_are_not_written_over(small: Mechanism, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(CannotWrite, match=r"holds index.html, which `pathways publish` did not write. Nothing was written; .*--force"):
        publish([(small, {})], tmp_path)
    assert files(tmp_path) == {"index.html": b"mine"}
    publish([(small, {})], tmp_path, force=True)
    assert b"Toyamine" in (tmp_path / "index.html").read_bytes()


def stopping(count: int) -> Any:
    def bar(paths: Sequence[str]) -> Iterator[str]:
        for number, path in enumerate(paths):
            if number == count:
                raise KeyboardInterrupt
            yield path

    return bar


def test_publishing_that_was_cut_short_goes_on(small: Mechanism, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        publish([(small, {})], tmp_path, progress=stopping(6))
    there = set(files(tmp_path)) - {LIST}
    assert len(there) == 6
    assert not [path for path in tmp_path.rglob(".*") if path.name != LIST], "nothing is left half-written"
    again = publish([(small, {})], tmp_path)
    assert set(again.unchanged) == there


def test_the_list_of_our_files_reaches_nowhere_else(small: Mechanism, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other.txt"
    other.write_text("mine")
    publish([(small, {})], out)
    told = json.loads((out / LIST).read_text(encoding="utf-8"))
    for path in ("../other.txt", str(other), "data/../../other.txt", "", ".", "data", 3, None):
        (out / LIST).write_text(json.dumps(told | {"files": [*told["files"], path]}), encoding="utf-8")
        publish([(small, {})], out)
        assert other.read_text() == "mine"
    for broken in ("", "[]", "{", '{"format": 1}', '{"format": 1, "files": 3}', '{"format": 9, "files": []}'):
        (out / LIST).write_text(broken, encoding="utf-8")
        with pytest.raises(CannotWrite, match="did not write"):
            publish([(small, {})], out)


def test_a_link_out_of_the_folder_is_not_followed(small: Mechanism, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    (out / "data").symlink_to(other, target_is_directory=True)
    with pytest.raises(CannotWrite, match="leads out of the folder"):
        publish([(small, {})], out)
    assert [*other.iterdir()] == []
    assert [path.name for path in out.iterdir()] == ["data"]


# --- several maps, and maps of any kind ---


def test_several_maps_have_a_list_and_a_folder_each(small: Mechanism, tmp_path: Path) -> None:
    other = small.model_copy(update={"id": "other", "title": "Another <map>"})
    publish([(small, {}), (other, {})], tmp_path, base_url=BASE)
    there = files(tmp_path)
    for name in ("toy", "other"):
        assert {f"{name}/index.html", f"{name}/CITATION.cff", f"{name}/data/{name}.json", f"{name}/version.json"} <= set(there)
        assert "../index.html" in Asked(there[f"{name}/index.html"].decode()).links
    first = there["index.html"].decode()
    assert {"toy/index.html", "other/index.html"} <= set(Asked(first).links)
    assert "Another &lt;map&gt;" in first
    assert [one["map"] for one in json.loads(there["version.json"])["maps"]] == ["toy", "other"]
    for path, page in pages(tmp_path).items():
        for address in Asked(page).links:
            assert urlsplit(address).scheme or unquote(urljoin(path, address)).partition("#")[0] in there, f"{path}: {address}"
    with pytest.raises(InvalidArgument, match="Two maps have the id 'toy'"):
        publish([(small, {}), (small, {})], tmp_path)
    with pytest.raises(InvalidArgument, match="no map"):
        publish([], tmp_path)


def test_stories_never_share_a_file(toy: Mechanism, tmp_path: Path) -> None:
    """Names of their own pages, and a story whose name ends as another's hand-out does."""
    one = toy.stories[0].model_copy(update={"scenes": toy.stories[0].scenes[:1]})
    names = ("index", "map", "a", "a-handout")
    publish([(toy.model_copy(update={"stories": tuple(one.model_copy(update={"id": name}) for name in names)}), {})], tmp_path)
    there = files(tmp_path)
    assert {f"stories/{name}.html" for name in ("index", "index_", "map_", "a", "a-handout_")} <= set(there)
    assert {"embed/index.html", "embed/map.html", "embed/index_.html", "stories/a-handout.pdf", "stories/a-handout_.pdf"} <= set(there)
    assert there["stories/a-handout.pdf"] != there["stories/a-handout_.pdf"]


@pytest.mark.parametrize("name", ["script", "quotes", "direction", "control", "long", "markdown"])
def test_hostile_words_are_only_words(toy: Mechanism, name: str, tmp_path: Path) -> None:
    one = toy.stories[0].model_copy(update={"scenes": toy.stories[0].scenes[:1]})
    bad = hostile(toy.model_copy(update={"stories": (one,)}), TEXTS[name])
    publish([(bad, {})], tmp_path, base_url=BASE)
    for path, page in pages(tmp_path).items():
        if path == "figures/map.html":
            continue
        seen = Seen(page)
        assert seen.unbalanced == [], path
        assert allowed(page), path
        assert not {"onerror", "onload"} & seen.attributes, path
        assert not [link for link in seen.links if urlsplit(link).scheme not in ("", "https")], path
        assert not set(page) & set("\x00\x1b\u202e\u2066\ufffe"), path
    ET.parse(tmp_path / "sitemap.xml")  # noqa: S314  our own file


def test_a_map_without_anything_is_published(tmp_path: Path) -> None:
    empty = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
    done = publish([(empty, {})], tmp_path)
    assert isinstance(done, Published)
    assert "stories/index.html" not in done.written


def test_a_format_that_cannot_hold_the_map_is_left_out_and_said(small: Mechanism, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pathways.write.sif as sif

    def refuse(_: Any) -> str:
        raise CannotWrite("SIF cannot hold this.")

    publish([(small, {})], tmp_path)
    monkeypatch.setattr(sif, "write", refuse)
    again = publish([(small, {})], tmp_path)
    assert again.refused == ("data/toy.sif: SIF cannot hold this.",)
    assert again.removed == ("data/toy.sif",)
    assert "toy.sif" not in (tmp_path / "data/index.html").read_text(encoding="utf-8")
