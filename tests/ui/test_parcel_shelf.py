"""The shelf of parcels: how many it holds, for how long, and for which pages."""

from ui.files.offered import KEPT_FOR, MOST_OF_A_PAGE, MOST_TOGETHER, OfferedFile, OfferedFiles


def test_the_shelf_holds_so_many_for_so_long():
    now, closed = [0.0], set()
    shelf = OfferedFiles(lambda page: page not in closed, lambda: now[0])
    parcel = OfferedFile(None, "a.csv", "text/csv", bytes)
    keys = [shelf.lay("page", str(place), parcel) for place in range(MOST_OF_A_PAGE)]
    assert shelf.lay("page", "0", parcel) == keys[0]
    shelf.lay("page", "one more", parcel)
    assert [key in keys[:1] or shelf.find(key) is not None for key in keys] == [True, False] + [True] * 6
    assert shelf.find(keys[0]) is not None
    now[0] = KEPT_FOR.total_seconds()
    assert shelf.find(keys[0]) is None
    left = shelf.lay("left", "0", parcel)
    assert len(shelf) == 1
    closed.add("left")
    assert shelf.find(left) is None
    shelf.lay("page", "0", parcel)
    assert len(shelf) == 1
    assert len({shelf.lay(str(page), "0", parcel) for page in range(30)}) == 30
    assert MOST_TOGETHER > 30


def test_the_shelf_has_an_end(monkeypatch):
    monkeypatch.setattr("ui.files.offered.MOST_TOGETHER", 5)
    shelf = OfferedFiles(lambda _page: True)
    parcel = OfferedFile(None, "a.csv", "text/csv", bytes)
    keys = [shelf.lay(str(page), "0", parcel) for page in range(9)]
    assert [shelf.find(key) is not None for key in keys] == [False] * 4 + [True] * 5
