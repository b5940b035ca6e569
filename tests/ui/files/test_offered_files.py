"""Files on offer: how many are kept, for how long, and for which pages."""

from ui.files.offered import KEPT_FOR, MOST_OF_A_PAGE, MOST_TOGETHER, OfferedFile, OfferedFiles


def test_so_many_are_kept_for_so_long():
    now, closed = [0.0], set()
    files = OfferedFiles(lambda page: page not in closed, lambda: now[0])
    file = OfferedFile(None, "a.csv", "text/csv", bytes)
    keys = [files.offer("page", str(place), file) for place in range(MOST_OF_A_PAGE)]
    assert files.offer("page", "0", file) == keys[0]
    files.offer("page", "one more", file)
    assert [key in keys[:1] or files.find(key) is not None for key in keys] == [True, False] + [True] * 6
    assert files.find(keys[0]) is not None
    now[0] = KEPT_FOR.total_seconds()
    assert files.find(keys[0]) is None
    left = files.offer("left", "0", file)
    assert len(files) == 1
    closed.add("left")
    assert files.find(left) is None
    files.offer("page", "0", file)
    assert len(files) == 1
    assert len({files.offer(str(page), "0", file) for page in range(30)}) == 30
    assert MOST_TOGETHER > 30


def test_all_pages_together_have_an_end(monkeypatch):
    monkeypatch.setattr("ui.files.offered.MOST_TOGETHER", 5)
    files = OfferedFiles(lambda _page: True)
    file = OfferedFile(None, "a.csv", "text/csv", bytes)
    keys = [files.offer(str(page), "0", file) for page in range(9)]
    assert [files.find(key) is not None for key in keys] == [False] * 4 + [True] * 5
