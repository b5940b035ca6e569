"""The route behind the search box: names in the reader's language, no reports, never an error."""

import asyncio
import json
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from ui.county.search import MOST_HITS, county_search_route, found_counties


def get(path: str, **query: str) -> tuple[int, dict[str, str], dict]:
    """Ask the route as a server would, over ASGI."""
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "headers": [],
        "query_string": urlencode(query).encode(),
        "http_version": "1.1",
        "scheme": "http",
        "server": ("t", 80),
    }
    asyncio.run(Starlette(routes=[county_search_route("board")])(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, json.loads(sent[1]["body"])


def test_hits_are_named_in_the_language_and_placed():
    _status, _headers, found = get("/board/county/search", q="长春朝阳", lang="en")
    assert found == {
        "total": 1,
        "hits": [{"code": "220104", "name": "Chaoyang District", "where": "Changchun · Jilin", "note": ""}],
    }


def test_only_the_best_are_sent_and_all_are_counted():
    found = found_counties("cy", "zh")
    assert len(found["hits"]) == MOST_HITS < found["total"]


def test_a_former_name_and_a_division_are_named():
    assert found_counties("密云县", "zh")["hits"][0]["note"] == "原密云县"
    assert found_counties("八师", "zh")["hits"][0]["note"] == "八师"


@pytest.mark.parametrize("text", ["", " ", "%", "\x00", "不存在", "a" * 5000])
def test_anything_is_answered(text: str):
    status, headers, found = get("/board/county/search", q=text, lang="xx")
    assert (status, headers["cache-control"], found) == (200, "no-store", {"total": 0, "hits": []})
