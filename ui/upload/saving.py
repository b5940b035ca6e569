"""The last click, and what comes of it: a receipt, or what others saved meanwhile."""

from dataclasses import replace
from typing import Any

from data.errors import DashboardError, NotAllowed, RevisionConflict
from data.examination import Examination
from data.formats import format_count, join_names
from data.ingest import save
from data.ingest_history import saved_meanwhile
from data.permissions import bound_of, check_can_upload
from data.rules import GOING_BACKWARDS
from data.words import Translate
from ui import queries
from ui.records.signature import local_time, now, origin, signed_by_viewer
from ui.records.turning import not_done
from ui.shell_context import Context
from ui.upload.flow import Flow, write_flow
from ui.viewer import current_viewer

# A sentence names so many counties and counts the rest.
NAMED = 6


def confirmed_backwards(flow: Flow) -> int:
    """How many rows the reader has confirmed to go backwards."""
    return sum(name == GOING_BACKWARDS and value is True for (_row, name), value in flow.answers.items())


def save_now(
    ctx: Context,
    flow: Flow,
    examination: Examination,
    name: str,
    note: str,
    reason: str,
) -> None:
    """Save the good rows; write how it went into the flow.

    Who asks is looked up anew: the form may have stood open while their session ended or their provinces changed.
    A save by somebody else since the file was first looked at is not written over: the flow then holds what they
    saved, and the difference is made anew for the reader to decide again.
    """
    _ = ctx.translate
    if not name:
        write_flow(replace(flow, told=_("Give your name: it is kept with the record.")))
        return
    if confirmed_backwards(flow) and not reason:
        write_flow(replace(flow, told=_("Give a reason for the counties that go backwards.")))
        return
    seen = ctx.figures.revision if flow.revision is None else flow.revision
    told = _("Going backwards: {reason}").format(reason=reason) if reason else ""
    try:
        viewer = current_viewer()
        check_can_upload(viewer)
        receipt = save(
            queries.store(),
            examination,
            by=signed_by_viewer(viewer, name),
            at=now(),
            note=" · ".join(part for part in (note, told) if part),
            origin=origin(),
            only_good=True,
            allowed=bound_of(viewer),
            expected_revision=seen,
        )
    except RevisionConflict:
        sentences = meanwhile_sentences(ctx, examination, seen)
        write_flow(replace(flow, revision=queries.current_revision(), conflict=sentences, told=""))
    except NotAllowed as error:
        told = _("Nothing was saved: a row lies in a province that you may not report for (any more).")
        write_flow(replace(flow, told=told if error.why == "provinces" else not_done(error, _)))
    except DashboardError as error:
        write_flow(replace(flow, told=str(error)))
    else:
        write_flow(replace(flow, batch_id=receipt.batch_id, step="save", conflict=(), told=""))


def meanwhile_sentences(ctx: Context, examination: Examination, seen: int) -> tuple[str, ...]:
    """Say who saved what since revision `seen`, and which counties of this file it touches."""
    _, lang = ctx.translate, ctx.selection.lang
    happened = saved_meanwhile(queries.store(), seen, set(examination.accepted["county_code"]))
    sentences = [_saved(batch, _) for batch in happened.batches.to_dict("records")]
    sentences += [
        _("{who} took batch {batch} back.").format(who=turn["by"], batch=turn["batch_id"])
        if turn["action"] == "revert"
        else _("{who} brought batch {batch} back.").format(who=turn["by"], batch=turn["batch_id"])
        for turn in happened.turns.to_dict("records")
        if turn["batch_id"] not in set(happened.batches["batch_id"]) and turn["by"] != "demo"
    ]
    codes = list(happened.county_codes)
    if not codes:
        return (*sentences, _("None of it is about the counties of this file."))
    names = queries.counties().set_index("county_code")["name" if lang == "zh" else "name_en"]
    shown = join_names([str(names[code]) for code in codes[:NAMED]], lang)
    about = _("It is about {n} counties of this file: {names}.").format(
        n=format_count(len(codes)), names=shown
    )
    return (*sentences, about)


def _saved(batch: dict[Any, Any], _: Translate) -> str:
    return _("{who} saved {n} rows of {file} at {time} (batch {batch}).").format(
        who=batch["saved_by"],
        n=format_count(batch["rows"] + batch["area_rows"]),
        file=batch["file_name"],
        time=local_time(batch["saved_at"]),
        batch=batch["batch_id"],
    )
