"""Addresses of a site."""

from __future__ import annotations

from pathways.publish.links import based


def test_addresses_are_folders() -> None:
    assert [based(url) for url in ("", "https://example.org", "http://localhost:8000/a/b", "https://example.org/a//")] == [
        "", "https://example.org/", "http://localhost:8000/a/b/", "https://example.org/a/",
    ]
