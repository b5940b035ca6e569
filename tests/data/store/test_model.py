"""The store agrees with a model of a few lines, whatever is saved, undone, redone and looked back at."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.base.errors import BatchRefused, RevisionConflict
from data.base.signatures import Signature
from tests.data.batches import KNOWN_CODES, at, save, some_rows

# Each step: what to do, and to which batch (of those there might be).
STEPS = st.lists(
    st.tuples(st.sampled_from(["demo", "upload", "revert", "restore", "stale"]), st.integers(1, 5)),
    max_size=9,
)


@dataclass
class Model:
    """Batches as (kind, minute); turns as (batch, action, minute)."""

    batches: list[tuple[str, int]] = field(default_factory=list)
    turns: list[tuple[int, str, int]] = field(default_factory=list)
    revision: int = 0

    def live(self, minute: int) -> list[int]:
        state = {n: True for n, (_, saved) in enumerate(self.batches, start=1) if saved <= minute}
        for number, action, turned in self.turns:
            if turned <= minute:
                state[number] = action == "restore"
        return sorted(number for number, counts in state.items() if counts)

    def has_real(self) -> bool:
        return any(kind == "upload" for kind, _ in self.batches)

    def allows(self, action: str, number: int, minute: int) -> bool:
        if action == "demo":
            return not self.has_real()
        if action == "upload":
            return True
        if number > len(self.batches) or (number in self.live(minute)) == (action == "restore"):
            return False
        return not (action == "restore" and self.batches[number - 1][0] == "demo" and self.has_real())

    def apply(self, action: str, number: int, minute: int) -> None:
        self.revision += 1
        if action in ("revert", "restore"):
            self.turns.append((number, action, minute))
            return
        if action == "upload":
            demo = [n for n in self.live(minute) if self.batches[n - 1][0] == "demo"]
            self.turns += [(n, "revert", minute) for n in demo]
        self.batches.append((action, minute))


def act(store, action: str, number: int, minute: int) -> None:
    if action in ("demo", "upload"):
        save(
            store,
            some_rows({KNOWN_CODES[minute]: "preparing"}),
            kind=action,
            at=at(minute),
            as_of=date(2026, 1, 1),
        )
        return
    decide = store.revert if action == "revert" else store.restore
    decide(number, Signature("a", at(minute)), reason="r", expected_revision=store.revision())


def check(store, model: Model, last_minute: int) -> None:
    assert store.revision() == model.revision
    for minute in range(-1, last_minute + 1):
        known_at = None if minute == last_minute else at(minute)
        live = model.live(minute)
        reports = store.reports(known_at=known_at)
        assert reports["batch_id"].tolist() == live
        assert reports["county_code"].tolist() == [KNOWN_CODES[model.batches[n - 1][1]] for n in live]
        assert store.batches(include_reverted=False, known_at=known_at)["batch_id"].tolist() == live
        assert store.shows_demo(known_at=known_at) == any(model.batches[n - 1][0] == "demo" for n in live)


def run_steps(store, steps: list[tuple[str, int]]) -> None:
    model = Model()
    for minute, (action, number) in enumerate(steps):
        if action == "stale":
            with pytest.raises(RevisionConflict):
                store.revert(
                    number, Signature("a", at(minute)), reason="r", expected_revision=model.revision + 1
                )
        elif model.allows(action, number, minute):
            act(store, action, number, minute)
            model.apply(action, number, minute)
        else:
            with pytest.raises(BatchRefused):
                act(store, action, number, minute)
    check(store, model, len(steps))


# Of each example's time, most goes into looking back at every minute.
FEW = settings(
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.slow
@FEW
@given(steps=STEPS)
def test_sqlite_agrees_with_the_model(new_sqlite_store, opening, steps):
    run_steps(opening(new_sqlite_store()), steps)


@pytest.mark.postgres
@FEW
@given(steps=STEPS)
def test_postgresql_agrees_with_the_model(new_postgres_store, opening, steps):
    run_steps(opening(new_postgres_store()), steps)
