"""The pages that are compared, and the servers that serve them."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import shapely

from geo.boundaries import load_boundaries
from tests.browser.conftest import ROOT
from tests.servers import free_port, stop

APPS = Path(__file__).parent / "apps"
# The detail of our national maps, so that Plotly has no more points to draw than we: degrees.
TOLERANCE = 0.02
GRID = 0.001
STARTED_WITHIN_S = 60


@dataclass(frozen=True)
class Variant:
    """One page.

    name: in the results. label: in the table.
    script: what `streamlit run` is given. as_it_comes: run with Streamlit's own configuration, not ours.
    reader: how probe.js tells that it is drawn. buttons: what is clicked, in turn.
    redraws: how many times a round.
    """

    name: str
    label: str
    script: Path
    reader: str
    as_it_comes: bool = False
    path: str = "/"
    buttons: tuple[str, ...] = ("Redraw",)
    redraws: int = 6
    environment: dict[str, str] = field(default_factory=dict)


def variants(database_url: str, geojson: Path) -> list[Variant]:
    """Everything that is measured, in the order of the table.

    database_url: the store of the dashboard's map page. geojson: the file that the tutorial reads.
    """
    ours = APPS / "ours.py"
    return [
        Variant("as_it_comes", "(1) empty page, Streamlit as it comes", APPS / "empty.py", "text", as_it_comes=True),
        Variant(
            "limit", "(2) empty page, our settings", ours, "text",
            environment={"BENCHMARK_SCRIPT": str(APPS / "empty.py")},
        ),
        Variant(
            "map", "(3) our map, counties", ours, "map",
            environment={"BENCHMARK_SCRIPT": str(APPS / "county_map.py")},
        ),
        Variant(
            "page", "    the dashboard's map page, counties", ROOT / "dashboard.py", "map",
            path="/map?lang=en&level=county", buttons=("Guarantees", "Stage"),
            environment={"DATABASE_URL": database_url},
        ),
        Variant(
            "tutorial", "(4) px.choropleth, inline GeoJSON", APPS / "tutorial.py", "tutorial", as_it_comes=True,
            redraws=2, environment={"BENCHMARK_GEOJSON": str(geojson)},
        ),
    ]  # fmt: skip


def write_geojson(path: Path) -> Path:
    """Write the counties as Plotly wants them; it reads a ring that runs the other way as all but the county."""
    counties = load_boundaries("county")[["code", "geometry"]]
    simple = shapely.coverage_simplify(counties.geometry.to_numpy(), TOLERANCE)
    rounded = shapely.set_precision(simple, GRID, mode="pointwise")
    counties.geometry = shapely.orient_polygons(rounded, exterior_cw=True)
    path.write_text(counties.to_json(drop_id=True))
    return path


@dataclass(frozen=True)
class Server:
    """A running server: where it answers and its process."""

    address: str
    process: subprocess.Popen[bytes]

    def processor_seconds(self) -> float:
        """What the process has used of the processors until now, in steps of 0.01 s."""
        # The process's name, in brackets, may hold spaces; user and system time are fields 14 and 15.
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(compared: list[Variant], folder: Path) -> Iterator[dict[str, Server]]:
    """Run one server for each variant, by name; ends them all."""
    with ExitStack() as running:
        servers = {}
        for variant in compared:
            server = _start(variant, folder)
            running.callback(stop, server.process)
            servers[variant.name] = server
        for variant in compared:
            _wait_for(servers[variant.name], folder / f"{variant.name}.log")
        yield servers


def _start(variant: Variant, folder: Path) -> Server:
    port = free_port()
    # Streamlit reads .streamlit/config.toml of the folder that it is started in.
    start_in = folder if variant.as_it_comes else ROOT
    with (folder / f"{variant.name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(variant.script), "--server.port", str(port),
             "--server.address", "127.0.0.1", "--server.headless", "true"],
            cwd=start_in, env={**os.environ, "PYTHONPATH": str(ROOT), **variant.environment},
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    return Server(f"http://127.0.0.1:{port}", process)


def _wait_for(server: Server, log: Path) -> None:
    deadline = time.monotonic() + STARTED_WITHIN_S
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            urllib.request.urlopen(server.address + "/_stcore/health", timeout=1)  # noqa: S310 (our own address)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"A server did not answer within {STARTED_WITHIN_S} s:\n{log.read_text()}")
