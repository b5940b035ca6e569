"""From degrees to the map's whole numbers: Albers equal area, then a grid with y pointing down."""

# pyproj and shapely leave some types open:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]

# The standard parallels of China's national maps; lengths in metres, y pointing north.
ALBERS: Final = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0={} +ellps=GRS80 +units=m"
NATIONAL_MERIDIAN: Final = 105.0
DEGREES: Final = "EPSG:4490"

# The ellipsoid of CGCS2000.
ELLIPSOID: Final = pyproj.Geod(ellps="GRS80")


def project(shapes: Shapes, meridian: float) -> Shapes:
    """Project degrees to Albers metres around a central meridian."""
    to_metres = pyproj.Transformer.from_crs(DEGREES, ALBERS.format(meridian), always_xy=True)

    def project_points(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_metres.transform(degrees[:, 0], degrees[:, 1]))

    return np.array(shapely.transform(shapes, project_points), dtype=object)


@dataclass(frozen=True)
class Grid:
    """Map units: `step` metres wide, y down, counted from the point (`left`, `top`) projected on `meridian`."""

    meridian: float
    step: float
    left: float
    top: float

    def units(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n, 2) projected points in map units, not rounded."""
        return (metres - (self.left, self.top)) / (self.step, -self.step)

    def shapes(self, metres: Shapes) -> Shapes:
        """Return projected shapes in map units, not rounded."""
        return np.array(shapely.transform(metres, self.units), dtype=object)

    def frame(self, metres: tuple[float, float, float, float]) -> list[int]:
        """Return projected bounds (left, bottom, right, top) as left, top, right, bottom in map units."""
        left, bottom, right, top = metres
        corners = self.units(np.array([(left, top), (right, bottom)]))
        return np.rint(corners).astype(int).ravel().tolist()

    def as_numbers(self) -> dict[str, float]:
        """Return what a reader needs to place a point of his own."""
        return {"lon_0": self.meridian, "step": self.step, "left": self.left, "top": self.top}
