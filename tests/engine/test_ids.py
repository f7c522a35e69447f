"""Ids: of version 7, in the order of time, and one after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import RFC_4122

from mandates.engine.ids import new_ids

NOW = datetime(2001, 9, 12, 9, 30, tzinfo=UTC)


def test_ids_are_of_version_7_and_each_follows_the_one_before() -> None:
    ids = list(islice(new_ids(NOW), 1000))

    assert {(one.version, one.variant) for one in ids} == {(7, RFC_4122)}
    assert ids == sorted(set(ids))
    assert {one.int >> 80 for one in ids} == {int(NOW.timestamp() * 1000)}


def test_ids_of_a_later_millisecond_are_later() -> None:
    later = new_ids(NOW + timedelta(milliseconds=1))

    assert all(next(new_ids(NOW)) < one for one in islice(later, 10))


def test_two_who_ask_at_once_are_given_others() -> None:
    drawn = [one for _ in range(1000) for one in islice(new_ids(NOW), 5)]

    assert len(set(drawn)) == 5000
