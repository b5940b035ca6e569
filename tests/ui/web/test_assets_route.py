"""GET /map/…: the right packing for each client, kept for a year, and a clear word where there is nothing."""

import asyncio
import gzip
import json
from dataclasses import dataclass

import brotli
import pytest
from starlette.applications import Starlette

from data.base.errors import MissingFile
from data.settings import read_settings
from geo.assets import read_asset
from geo.prepared import load_manifest
from ui.browser_modules import entry_path, modules
from ui.web import assets
from ui.web.assets import _geometry, geometry_url, map_routes

PROVINCE = "/" + geometry_url("province")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def get(path: str, *, base: str = "", method: str = "GET", **headers: str) -> Answer:
    """Ask the routes as a server would, over ASGI."""
    app = Starlette(routes=map_routes(base))
    sent: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": named,
        "http_version": "1.1",
        "scheme": "http",
        "server": ("t", 80),
    }
    asyncio.run(app(scope, receive, send))
    start = sent[0]
    answered = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], answered, b"".join(part.get("body", b"") for part in sent[1:]))


def test_brotli_is_preferred_and_holds_the_geometry():
    answer = get(PROVINCE, accept_encoding="gzip, deflate, br, zstd")
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(brotli.decompress(answer.body))["name"] == "province"


@pytest.mark.parametrize("accepted", ["gzip", "gzip;q=0.5, br;q=0", "GZIP , identity"])
def test_gzip_for_those_without_brotli(accepted):
    answer = get(PROVINCE, accept_encoding=accepted)
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == read_asset("province")


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0.0"])
def test_unpacked_for_those_without_either(accepted):
    answer = get(PROVINCE, accept_encoding=accepted)
    assert "content-encoding" not in answer.headers
    assert answer.body == read_asset("province")


def test_it_is_kept_for_a_year_by_each_packing():
    answer = get(PROVINCE, accept_encoding="br")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_what_the_client_has_is_not_sent_again():
    etag = get(PROVINCE, accept_encoding="br").headers["etag"]
    for given in (etag, f'"other", W/{etag}', "*"):
        answer = get(PROVINCE, accept_encoding="br", if_none_match=given)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == etag
        assert "immutable" in answer.headers["cache-control"]


def test_another_packing_is_another_content():
    etag = get(PROVINCE, accept_encoding="br").headers["etag"]
    assert get(PROVINCE, accept_encoding="gzip", if_none_match=etag).status == 200


@pytest.mark.parametrize(
    "path",
    ["/map/province.000000000000.json", "/map/atlantis.000000000000.json", "/map/js/000000000000/index.js"],
)
def test_an_unknown_content_is_refused_in_words_and_not_kept(path):
    answer = get(path, accept_encoding="br")
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"
    assert answer.body.decode().endswith("The dashboard was probably updated; reload the page.")


def test_no_path_leads_out_of_the_known_files():
    for path in (
        "/map/../manifest.x.json",
        "/map/js/x/../../view.py",
        entry_path("index.js").replace("index.js", "view.py"),
    ):
        assert get("/" + path.lstrip("/")).status == 404


def test_where_a_missing_file_should_lie_is_told_to_the_log_alone(monkeypatch, caplog):
    def missing(name: str, _encoding: str | None) -> bytes:
        raise MissingFile(f"/srv/private/{name}.json is missing.", "Restore it.")

    monkeypatch.setattr("ui.web.assets.read_asset", missing)
    _geometry.cache_clear()
    answer = get(PROVINCE, accept_encoding="br")
    assert answer.status == 503
    assert b"the server's log says why" in answer.body
    assert b"private" not in answer.body
    assert "/srv/private/province.json is missing." in caplog.text
    assert answer.headers["cache-control"] == "no-store"


def test_every_geometry_of_the_manifest_is_served():
    for name in load_manifest():
        assert get("/" + geometry_url(name), method="HEAD", accept_encoding="br").status == 200


@pytest.mark.parametrize("name", modules())
def test_modules_are_served_with_their_media_type(name):
    answer = get("/" + entry_path("index.js").replace("index.js", name), accept_encoding="br, gzip")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(
        "text/css" if name.endswith(".css") else "text/javascript"
    )
    assert gzip.decompress(answer.body) == modules()[name].raw


@pytest.mark.parametrize("base", ["dash", "/dash/", "a/b"])
def test_a_base_path_comes_before_all(base):
    assert get(f"/{base.strip('/')}{PROVINCE}", base=base, method="HEAD").status == 200
    assert get(PROVINCE, base=base, method="HEAD").status == 404


@pytest.fixture
def approved_line(tmp_path, monkeypatch):
    """An operator's line file with a tenth dash, as the settings name it."""
    tenth = {"type": "LineString", "coordinates": [[122.0, 23.5], [122.6, 24.4]]}
    line_file = tmp_path / "approved.geojson"
    line_file.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": tenth}))
    settings = read_settings({"APPROVED_LINE_FILE": str(line_file)}, tmp_path)
    monkeypatch.setattr(assets, "settings", lambda: settings)
    assets._geometry.cache_clear()
    yield
    assets._geometry.cache_clear()


@pytest.mark.usefixtures("approved_line")
def test_an_approved_line_replaces_the_dashes_and_has_its_own_address():
    address = "/" + geometry_url("province")
    assert address != PROVINCE
    answer = get(address, accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    drawn = json.loads(gzip.decompress(answer.body))
    packaged = json.loads(read_asset("province"))
    assert drawn["lines"]["dashed"].lower().count("m") == 1
    assert packaged["lines"]["dashed"].lower().count("m") > 8
    assert drawn["units"] == packaged["units"]
    assert get(PROVINCE).status == 404


@pytest.mark.usefixtures("approved_line")
def test_maps_without_dashes_stay_as_they_are():
    assert geometry_url("440000") == f"map/{load_manifest()['440000'].url_name}"
