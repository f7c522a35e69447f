"""Builds of views on both stores: folded anew beside what answers, compared, pinned."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import pytest
from host import adoption, check_views, check_whole, dated, stored
from sqlalchemy import Connection, inspect

from mandates import (
    Assign,
    BadInput,
    Conflict,
    Damaged,
    Engine,
    Note,
    RegisterQuery,
    Retire,
    Unavailable,
)
from mandates.adapters.feed import Feed, Progress, applying, builds, rebuild, tables
from mandates.adapters.feed import feed as feeding
from mandates.adapters.feed import workers as working
from mandates.adapters.feed.folding import Folding, Unfoldable
from mandates.adapters.feed.renewal import Renewal
from mandates.domain.event import Recorded
from mandates.projections.axes import LATE
from mandates.projections.questions import VIEWS
from mandates.projections.register import Register
from mandates.projections.search.held import REGISTER
from mandates.projections.view import View
from spec import GA, M

from .conftest import Open
from .workers import SPAWN, WAIT, live, persist, processes, read_whole, received

MANDATES = 9


@pytest.fixture
def many(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A record of some texts, whose views were never built; a rebuild takes many transactions."""
    monkeypatch.setattr(rebuild, "STREAMS", 2)
    monkeypatch.setattr(rebuild, "CUTS", 3)
    monkeypatch.setattr(tables, "MANY", 2)
    engine.execute(adoption(), by="desk")
    for number in range(1, MANDATES):
        engine.execute(adoption(dated("1.1", "2001-03-01"), symbol=f"A/RES/55/{number}"), by="desk")
        entity = Assign(mandate=f"A/RES/55/{number}#1.1", entity="UNDP")
        engine.execute(entity, by="desk")
    return engine


def nothing(*_: object) -> None:
    """There is no build to feed."""


def begun(feed: Feed, *_: object) -> None:
    """The build is made, and its process has died."""
    feed._build(REGISTER)


class Killed(BaseException):
    """The process ended here."""


def killed_after(pages: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """End a rebuild after so many transactions. Tells how many streams each folding had."""
    left, seen = iter(range(pages)), list[int]()
    rows = Folding.rows

    def dying(self: Folding, page: Sequence[Any]) -> Any:
        if next(left, None) is None:
            raise Killed
        seen.append(len(page))
        return rows(self, page)

    monkeypatch.setattr(Folding, "rows", dying)
    return seen


@pytest.mark.parametrize("workers", [1, 2])
def test_a_rebuild_gives_what_the_one_fold_gives(many: Engine, workers: int) -> None:
    many.catch_up()
    before = [stored(many, view) for view in VIEWS]
    head = many.status().position
    assert many.rebuild(workers=workers) == dict.fromkeys((view.name for view in VIEWS), head)
    assert [stored(many, view) for view in VIEWS] == before
    check_views(many)


@pytest.mark.parametrize("pages", [0, 1, 3, 5])
def test_a_rebuild_that_was_killed_goes_on_where_its_last_transaction_ended(
    many: Engine, another: Open, pages: int
) -> None:
    told: list[Progress] = []
    with pytest.MonkeyPatch.context() as patch:
        done = killed_after(pages, patch)
        with pytest.raises(Killed):
            many.rebuild("register")
    with pytest.MonkeyPatch.context() as patch:
        left = killed_after(100, patch)
        later = another()
        later.rebuild("register", report=told.append)
    again = sum(done) + sum(left) - MANDATES
    written_behind = many._feed._database.together  # so what was not written yet is folded again
    assert again >= 0 if written_behind else again == 0
    assert (told[0].resumed > 0) == (pages > 0)
    assert told[-1].events == told[-1].of == 2 * MANDATES - 1
    many.register()
    check_views(many)
    assert later.status().views[0].build == 1


def test_the_past_indexes_by_lateness_those_alone_that_were_late(many: Engine) -> None:
    """Of all cells it would be a tenth of what the past costs."""
    many.rebuild("past")
    with many._feed._database.read() as connection:
        found = {one["name"]: one for one in inspect(connection).get_indexes("past__1")}
        options = found["past__1__late"].get("dialect_options", {})
        where = options[f"{connection.dialect.name}_where"]
    assert str(where).strip("()") == LATE


def test_what_was_recorded_since_a_killed_rebuild_is_in_the_next(many: Engine) -> None:
    with pytest.MonkeyPatch.context() as patch:
        killed_after(3, patch)
        with pytest.raises(Killed):
            many.rebuild("register", "past")
    many.execute(Note(mandate=M, text="later"), by="desk")
    many.execute(adoption(symbol="A/RES/55/0"), by="desk")
    head = many.status().position
    assert many.rebuild("register", "past") == {"register": head, "past": head}
    many.register()
    check_views(many)


def test_readers_see_the_old_build_until_the_new_one_is_whole(
    many: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = another()
    shown = reader.register()
    rows, seen = Folding.rows, list[Any]()

    def watched(self: Folding, page: Sequence[Any]) -> Any:
        seen.append(reader.register())
        return rows(self, page)

    monkeypatch.setattr(Folding, "rows", watched)
    many.rebuild()
    assert len(seen) > 3
    assert all(one == shown for one in seen)
    assert reader.register() == shown


def test_two_workers_fold_anew_again_and_again_while_others_record_and_read(
    engine: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "STREAMS", 3)
    engine.execute(adoption(), by="desk")
    together, end, rounds, read = SPAWN.Barrier(4), SPAWN.Event(), 0, 0
    with processes(1, read_whole, address, together, end) as ((_, reader),):
        with processes(2, live, address, together, 20) as writers:
            together.wait(WAIT)
            while rounds < 2 or read < 2 or any(process.is_alive() for process, _ in writers):
                persist(lambda: engine.rebuild("register", "past", workers=2))
                rounds += 1
                while reader.poll():
                    read += reader.recv() == "read"
            told = [answer for _, pipe in writers for answer in received(pipe)]
        end.set()
        assert list(received(reader))[-1] == "ended well"
    assert len(told) == 2 * 20 * 5
    engine.register()
    check_views(engine)
    check_whole(list(engine.events()))


def test_a_build_that_is_dropped_before_it_is_read_is_read_no_more(
    many: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server drops a table also for a snapshot that has its build still."""
    shown, answering, left = many.register(), builds.answering, iter("x")

    def slowly(connection: Connection, view: View) -> Any:
        found = answering(connection, view)
        if view is REGISTER and next(left, None):
            other = another()
            for _ in range(2):
                other.rebuild("register")
        return found

    monkeypatch.setattr(builds, "answering", slowly)
    assert many.register() == shown


def test_on_a_server_those_who_add_rows_do_not_wait_for_each_other(
    engine: Engine, another: Open, address: str
) -> None:
    engine.execute(adoption(), by="desk")
    engine.catch_up()
    one, other = engine._feed._database, another()._feed._database
    other._busy_timeout = 0.2  # before it opens a connection
    with one.add():
        if address.startswith("postgres"):
            with other.add():
                pass
        else:
            with pytest.raises(Unavailable), other.add():
                pass
        with pytest.raises(Unavailable), other.write():
            pass


def test_two_who_finish_one_build_make_its_indexes_once(
    many: Engine, another: Open, address: str
) -> None:
    """The second finds every part folded, and comes while the first is at the indexes."""
    if not address.startswith("postgres"):
        pytest.skip("in a file one writes at a time")
    many.catch_up()
    one, other = many._feed._database, another()._feed._database
    with one.write() as connection:
        number = builds.begin(connection, REGISTER).number
    (index, *_) = tables.indexes(REGISTER, number)

    def second() -> None:
        with other.add() as connection:
            tables.index(connection, index)

    with ThreadPoolExecutor(1) as threads:
        with one.add() as connection:
            tables.index(connection, index)
            waiting = threads.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(0.5)
        waiting.result(30)


class Busy:
    """Another process has its turn to write whenever this one does not wait for its own."""

    def __init__(self) -> None:
        self.waited: list[bool] = []

    def take(self, wait: bool) -> bool:
        self.waited.append(wait)
        return wait

    def give_back(self) -> None:
        assert self.waited[-1], "what was never taken is given back"


def test_a_process_that_may_not_write_yet_folds_on_but_not_without_end(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, turns, steps = many._feed, Busy(), list[int]()
    if feed._database.together:
        pytest.skip("on a server nobody waits for a turn")
    monkeypatch.setattr(rebuild, "AHEAD", 4)
    head = many.status().position
    folding = rebuild.Rebuild(feed._record, feed._database, [REGISTER], head)
    (job,) = folding.jobs
    folding.fold(sorted(job.parts), turns, steps.append)
    assert turns.waited[:5] == [False, False, False, True, False]
    assert turns.waited[-1], "what is left is written in any case"
    assert (len(steps), sum(steps)) == (sum(turns.waited), 2 * MANDATES - 1)
    assert many.rebuild("register") == {"register": head}
    check_views(many)


def test_an_interruption_is_for_the_process_that_began_the_workers_alone(many: Engine) -> None:
    """A terminal sends Ctrl-C to all of them; a worker would tell its traceback beside the line."""

    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert working.shared_out(interrupted, list, [("a", 1), ("a", 2)], 2, interrupted) == []
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


@pytest.mark.parametrize("workers", [0, -1])
def test_a_rebuild_without_a_worker_is_refused_and_what_answers_goes_on(
    many: Engine, workers: int
) -> None:
    before = many.register()
    for again in many.rebuild, many.rehearse_rebuild:
        with pytest.raises(BadInput, match=f"workers is {workers}: give 1 or more"):
            again(workers=workers)
    assert many.register() == before
    check_views(many)


def test_a_build_of_which_a_part_is_not_folded_never_answers(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = many.register()
    with monkeypatch.context() as patch:
        patch.setattr(rebuild.Rebuild, "fold", nothing)  # a worker that came to its end too early
        with pytest.raises(Unavailable, match="not whole yet"):
            many.rebuild()
    assert many.register() == before
    many.rebuild()
    check_views(many)


def test_of_a_view_into_which_nothing_was_folded_yet_nobody_reads(many: Engine) -> None:
    """Another process is at it, or died: the answer comes from the record."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many._feed, "catch_up", partial(begun, many._feed))
        shown = many.register()
    assert (len(shown.items), shown.basis.behind) == (MANDATES, 0)


def test_two_rebuilds_of_one_view_do_not_write_a_row_twice(many: Engine, another: Open) -> None:
    """The one that comes second goes on with the build; the first finds that and gives way."""
    other, rows, done = another(), Folding.rows, list[object]()

    def overtaken(self: Folding, page: Sequence[Any]) -> Any:
        found = rows(self, page)
        if not done:
            done.append(None)
            done[:] = [other.rebuild("register")]
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Folding, "rows", overtaken)
        with pytest.raises(Conflict, match="being rebuilt by another process"):
            many.rebuild("register")
    assert done == [{"register": many.status().position}]
    many.register()
    check_views(many)


def test_a_rebuild_gives_way_to_one_that_carried_its_build_on_and_was_killed(
    many: Engine, another: Open
) -> None:
    other, rows, calls = another(), Folding.rows, count()

    def overtaken(self: Folding, page: Sequence[Any]) -> Any:
        found = rows(self, page)
        number = next(calls)
        if number == 0:
            with pytest.raises(Killed):
                other.rebuild("register")
        if number == 2:  # the other's second page: its first is written, and ends no part
            raise Killed
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Folding, "rows", overtaken)
        with pytest.raises(Conflict, match="being rebuilt by another process"):
            many.rebuild("register")
    many.rebuild("register")
    check_views(many)


def test_a_view_that_is_far_behind_is_folded_anew_by_who_reads(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "FAR", 10)
    monkeypatch.setattr(feeding, "READING", 10)  # and it is folded whole, being so much faster
    shown = many.register()
    assert (len(shown.items), shown.basis.behind) == (MANDATES, 0)
    builds = {one.view: one.build for one in many.status().views}
    assert (builds["register"], builds["docket"]) == (2, None), "what is not read is not brought up"
    check_views(many)
    many.execute(Note(mandate=M, text="later"), by="desk")
    many.register()
    assert {one.build for one in many.status().views} == {2}
    check_views(many)


def test_a_view_of_few_streams_is_folded_anew_however_long_the_record_is(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "FAR", 10)
    monkeypatch.setattr(feeding, "READING", 1)
    monkeypatch.setattr(applying, "PAGE", 3)
    many.register(RegisterQuery(lead="UNDP"))
    found = {one.view: (one.build, one.behind) for one in many.status().views}
    assert found["entities"] == (2, 0)
    build, behind = found["register"]
    assert (build, behind > 0) == (1, True), "of its events there are too many"


@pytest.mark.parametrize(("lacking", "build"), [(1, 1), (4, 2)], ids=["little", "much"])
def test_a_view_that_lacks_little_of_much_goes_on_from_where_it_is(
    many: Engine, monkeypatch: pytest.MonkeyPatch, lacking: int, build: int
) -> None:
    many.register()
    monkeypatch.setattr(feeding, "FAR", 1)
    for number in range(lacking):  # of some twenty: an eighth is more than two
        many.execute(Note(mandate=M, text=str(number)), by="desk")
    assert many.register().basis.behind == 0
    assert {one.build for one in many.status().views if one.view == "register"} == {build}
    check_views(many)


def test_it_is_folded_up_to_the_end_at_once_where_an_early_point_is_asked_for(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a new build lacks is applied event by event, in some eight times the time."""
    monkeypatch.setattr(feeding, "FAR", 10)
    monkeypatch.setattr(applying, "PAGE", 3)
    one_by_one: list[int] = []
    apply = applying.Applying._rows

    def applied(*asked: Any) -> Any:
        one_by_one.append(asked[1])
        return apply(*asked)

    monkeypatch.setattr(applying.Applying, "_rows", applied)
    head = many.status().position
    assert many.register(known_at=12).basis.behind == 0
    assert {one.position for one in many.status().views if one.view == "past"} == {head}
    assert one_by_one == []


class Enough(Exception):
    """What a host stops by."""


@pytest.mark.parametrize("far", [10, 10_000], ids=["folded anew", "page by page"])
def test_bringing_views_up_goes_no_further_where_a_host_stops_it_and_is_gone_on_with(
    many: Engine, monkeypatch: pytest.MonkeyPatch, far: int
) -> None:
    monkeypatch.setattr(feeding, "FAR", far)
    monkeypatch.setattr(applying, "PAGE", 3)
    monkeypatch.setattr(rebuild, "STREAMS", 2)
    head, told = many.status().position, 0

    def three_times(*_: object) -> None:
        nonlocal told
        told += 1
        if told == 3:
            raise Enough

    ways: tuple[Callable[[], object], ...] = (
        lambda: many.catch_up(report=three_times), lambda: many.tick(report=three_times)
    )  # fmt: skip
    for way in ways:
        told = 0
        with pytest.raises(Enough):
            way()
        assert many.status().position == head, "nobody was asked what is due"
        assert any(one.position < head for one in many.status().views)
    many.catch_up()
    check_views(many)


def test_where_another_folds_what_is_far_behind_the_record_answers(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "FAR", 10)

    def busy(*_: object, **__: object) -> None:
        raise Conflict("another process folds it")

    monkeypatch.setattr(many._feed._renewal, "rebuild", busy)
    assert len(many.register().items) == MANDATES


# --- compared, gone back to, pinned -----------------------------------------------------------


def otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """The register's code is changed in one column, for what UNDP leads."""
    rows = Register.rows

    def changed(self: Register, stream: str, history: Sequence[Recorded]) -> Any:
        found = rows(self, stream, history)
        changed = [
            {**row, "tracked": "no" if row["leads"] == '["UNDP"]' else row["tracked"]}
            for row in found["register"]
        ]
        return {**found, "register": changed}

    monkeypatch.setattr(Register, "rows", changed)
    monkeypatch.delattr(Register, "swift")


def assigned(engine: Engine) -> dict[str, tuple[int, ...]]:
    """Each stream that UNDP leads, with the position at which that was recorded."""
    return {
        one.stream: (one.position,)
        for one in engine.events()
        if one.event.tag == "mandate.assigned.v1"
    }


def test_a_changed_view_names_exactly_its_mandates_columns_and_events(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.register()
    before = many.register()
    otherwise(monkeypatch)
    tried = many.rehearse_rebuild("register")["register"]
    assert many.register() == before
    assert many.status().views[0].build == 1
    assert many.status().views[0].rebuilding is None, "what was only tried is dropped"
    many.rebuild("register")
    found = many.difference("register")
    assert (found.older.number, found.newer.number) == (1, 2)
    assert found.differences == tried
    assert {one.stream: one.because for one in tried} == assigned(many)
    assert {(one.column, one.older, one.newer) for one in tried} == {
        ("tracked", ("yes",), ("no",))
    }  # fmt: skip


def test_what_was_only_recorded_later_is_the_reason_where_it_made_the_difference(
    many: Engine,
) -> None:
    many.register()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many._feed, "_build", nothing)
        (later,) = many.execute(Retire(mandate=M, authority=GA), by="desk").positions
        many.rebuild("register")
    found = many.difference("register").differences
    assert {(one.stream, one.because) for one in found} == {(f"mandate-{M}", (later,))}
    assert {one.column for one in found} >= {"legal", "state"}


def test_a_view_that_cannot_be_brought_on_now_is_asked_once_and_answers_as_it_is(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where another process is at it."""
    many.register()
    many.execute(Retire(mandate=M, authority=GA), by="desk")
    asked: list[str] = []

    def to_no_avail(view: View, _: object) -> None:
        asked.append(view.name)
        assert len(asked) < 10

    monkeypatch.setattr(many._feed._applying, "next", to_no_avail)
    assert many.register().basis.behind == 1
    assert sorted(asked) == ["funding", "register"]


def test_what_nobody_asked_for_lately_is_no_difference(many: Engine) -> None:
    many.rebuild()
    many.execute(Retire(mandate=M, authority=GA), by="desk")
    assert any(one.behind for one in many.status().views)
    assert not any(many.rehearse_rebuild().values())


def test_a_rollback_brings_the_old_answers_back_and_says_so_until_unpinned(
    many: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = many.register()
    otherwise(monkeypatch)
    many.rebuild("register")
    assert len(many.register().items) == 1
    pinned = many.rollback("register")
    assert pinned.number == 1
    shown = another().register()
    assert shown.items == before.items
    assert (shown.basis.pinned, shown.basis.position) == (True, before.basis.position)
    many.execute(Note(mandate=M, text="later"), by="desk")
    shown = many.register()
    assert (shown.items, shown.basis.behind) == (before.items, 1)
    assert many.status().views[0].pinned
    assert many.unpin("register")
    shown = many.register()
    assert (len(shown.items), shown.basis.behind, shown.basis.pinned) == (1, 0, False)
    assert not many.unpin("register")


def test_a_pinned_docket_keeps_nothing_from_being_announced(many: Engine) -> None:
    from datetime import UTC, datetime

    many.catch_up()
    many.rebuild("docket")
    many.rollback("docket")
    many.execute(adoption(dated("1.1", "2001-03-01"), symbol="A/RES/55/100"), by="desk")
    assert many.tick(datetime(2001, 6, 1, 12, tzinfo=UTC)) == 3 * MANDATES


def test_there_is_nothing_to_go_back_to_or_to_compare_with(many: Engine) -> None:
    many.register()
    with pytest.raises(BadInput, match="no older build"):
        many.rollback("register")
    with pytest.raises(BadInput, match="no two builds"):
        many.difference("register")
    with pytest.raises(BadInput, match="is no view"):
        many.unpin("novel")


def test_a_build_into_which_nothing_was_folded_is_none_to_go_back_to(many: Engine) -> None:
    begun(many._feed)
    many.rebuild("register")
    with pytest.raises(BadInput, match="no older build"):
        many.rollback("register")


def test_of_the_builds_that_do_not_answer_the_newest_alone_is_kept(many: Engine) -> None:
    many.register()
    for _ in range(3):
        many.rebuild("register")
    assert many.rollback("register").number == 3
    with pytest.raises(BadInput, match="no older build"):
        many.rollback("register")


def test_a_build_that_is_pinned_is_kept_however_many_follow_it(many: Engine) -> None:
    many.register()
    many.rebuild("register")
    assert many.rollback("register").number == 1
    for _ in range(2):
        many.rebuild("register")
    assert many.register().basis.pinned
    many.unpin("register")
    assert [many.rollback("register").number for _ in range(2)] == [3, 1]


def test_a_build_that_others_let_answer_and_replaced_is_not_let_answer_again(
    many: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.register()
    others, to_the_end, begun_already = another(), Renewal._to_the_end, list[bool]()

    def overtaken(self: Renewal, job: Any) -> None:
        to_the_end(self, job)
        if not begun_already:
            begun_already.append(True)
            others.rebuild("register")  # the same build, of which only the switch is left
            others.rebuild("register")

    monkeypatch.setattr(Renewal, "_to_the_end", overtaken)
    with pytest.raises(Conflict, match="was rebuilt by another process meanwhile"):
        many.rebuild("register")
    assert {one.view: one.build for one in many.status().views}["register"] == 3


def test_a_build_that_another_brought_on_is_not_said_to_have_stopped(many: Engine) -> None:
    many.register()
    with many._feed._database.write() as connection:
        known = builds.answering(connection, REGISTER)
        assert known is not None
        before = replace(known[0], position=known[0].position - 1)
        builds.stop(connection, before, before.position + 1, "an event that nobody knew then")
    assert {one.stopped_at for one in many.status().views} == {None}


def test_a_build_that_is_overtaken_as_it_is_to_answer_catches_up_first(
    many: Engine, another: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.register()
    others, to_the_end = another(), Renewal._to_the_end
    late = iter(["one", "two"])

    def overtaken(self: Renewal, job: Any) -> None:
        to_the_end(self, job)
        for text in late:
            others.execute(Note(mandate=M, text=text), by="desk")
            assert others.register().basis.behind == 0
            break

    monkeypatch.setattr(Renewal, "_to_the_end", overtaken)
    head = many.status().position
    assert many.rebuild("register") == {"register": head + 2}
    assert many.register().basis.position == head + 2
    check_views(many)


# --- a version that changed -------------------------------------------------------------------


def test_a_view_whose_version_changed_is_rebuilt_by_who_reads_or_refused_at_open(
    many: Engine, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.register()
    monkeypatch.setattr(Register, "version", 99)
    with pytest.raises(
        BadInput, match=r"view register was built by version \d+, this release has 99"
    ):
        Engine.open(address, changed_views="refuse")
    with Engine.open(address) as engine:
        shown = engine.register()
        assert (len(shown.items), shown.basis.view) == (MANDATES, "register@99")
    with Engine.open(address, changed_views="refuse") as engine:
        assert engine.register().basis.view == "register@99"


def test_what_a_killed_rebuild_of_another_version_left_behind_is_dropped(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.register()
    with pytest.MonkeyPatch.context() as patch:
        killed_after(1, patch)
        with pytest.raises(Killed):
            many.rebuild("register")
    monkeypatch.setattr(Register, "version", 99)
    many.rebuild("register")
    with many._feed._database.read() as connection:
        left = [(one.number, state) for one, state in builds.every(connection, REGISTER)]
        tables_left = {name.partition("__")[2] for name in inspect(connection).get_table_names()}
    assert left == [(3, "active"), (1, "active")], "the old release's own build is left to it"
    assert "2" not in tables_left


def test_an_event_that_cannot_be_applied_fails_its_view_alone(
    many: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.catch_up()
    bad, rows = assigned(many)["mandate-A/RES/55/3#1.1"][0], Register.rows

    def faulty(self: Register, stream: str, history: Sequence[Recorded]) -> Any:
        if any(one.position == bad for one in history):
            raise KeyError("a fault of the view")
        return rows(self, stream, history)

    monkeypatch.setattr(Register, "rows", faulty)
    monkeypatch.delattr(Register, "swift")
    raised: type[Unfoldable] = Unfoldable
    with pytest.raises(raised, match=f"view register cannot apply event {bad}: KeyError") as error:
        many.rebuild("register", "docket")
    assert isinstance(error.value, Damaged)
    assert {one.view: one.build for one in many.status().views} == {
        "register": 1, "docket": 2, "timeline": 1, "funding": 1, "past": 1,
        "lineage": 1, "calendar": 1, "entities": 1, "agenda": 1,
    }  # fmt: skip
    monkeypatch.setattr(feeding, "FAR", 5)
    many.execute(Note(mandate=M, text="later"), by="desk")
    assert len(many.register().items) == MANDATES
