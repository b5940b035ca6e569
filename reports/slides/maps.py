"""The maps of a deck: the nation's provinces by share or verdict, a province's counties by stage."""

from __future__ import annotations

from collections.abc import Sequence

from charts.maps.measures import counted_in, draw_share, draw_stage, draw_verdict
from data.base.formats import share_percent
from data.base.language import Translate
from data.register.register import XPCC_CODE, load_counties, load_prefectures, load_provinces
from geo.assets import asset_units
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.slides.model import MapPicture

XINJIANG_CODE = "650000"


def share_map(figures: FigureSource, occasion: Occasion, _: Translate) -> MapPicture:
    """Provinces by share established; the lowest are labelled first, with their share."""
    summary = figures.summary("province", occasion.as_of).sort_values(["share", "code"])
    labels = [
        (code, name, f"{share_percent(share):.1f}")
        for code, share, name in zip(
            summary["code"], summary["share"], _short_names(summary["code"].tolist(), occasion), strict=True
        )
    ]
    drawing = draw_share(summary, _)
    return MapPicture("province", "province", "share", drawing, _drawn(labels), xpcc_note(_))


def verdict_map(figures: FigureSource, occasion: Occasion, named: Sequence[str], _: Translate) -> MapPicture:
    """Provinces by verdict; `named` are the codes of those that are labelled."""
    summary = figures.summary("province", occasion.as_of)
    drawing = draw_verdict(figures.judged("province", occasion.as_of), summary, _)
    labels = [(code, name, "") for code, name in zip(named, _short_names(named, occasion), strict=True)]
    return MapPicture("province", "province", "verdict", drawing, _drawn(labels), xpcc_note(_))


def county_map(figures: FigureSource, occasion: Occasion, province: str, _: Translate) -> MapPicture:
    """A province's counties by stage. The XPCC's are drawn in Xinjiang; the legend counts the province's own."""
    provinces = load_provinces().set_index("code")
    geometry = str(provinces.loc[province, "map_province_code"])
    counties = load_counties()
    own = set(counties.loc[counties["province_code"] == province, "county_code"])
    status = figures.status(occasion.as_of)
    drawing = draw_stage(status[status["county_code"].isin(asset_units(geometry))], occasion.lang, _)
    prefectures = load_prefectures()
    # A municipality is its own prefecture: its name would lie across its counties.
    inside = prefectures[(prefectures["province_code"] == province) & (prefectures["code"] != province)]
    names = inside["short_name"] if occasion.lang == "zh" else inside["name_en"]
    return MapPicture(
        geometry,
        "county",
        "stage",
        counted_in(drawing, own),
        tuple((code, name, "") for code, name in zip(inside["code"], names, strict=True)),
        xpcc_note(_) if province in (XINJIANG_CODE, XPCC_CODE) else "",
    )


def xpcc_note(_: Translate) -> str:
    """Say where the XPCC's cities are drawn, and who counts them."""
    return _("The XPCC's 12 cities lie in Xinjiang and are counted on their own.")


def _short_names(codes: Sequence[str], occasion: Occasion) -> list[str]:
    provinces = load_provinces().set_index("code")
    column = "short_name" if occasion.lang == "zh" else "name_en"
    return [str(provinces.loc[code, column]) for code in codes]


def _drawn(labels: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Leave out what has no ground of its own in the province layer: the XPCC."""
    return tuple(label for label in labels if label[0] in asset_units("province"))
