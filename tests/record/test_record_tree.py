"""The record's tree: its root at every position, from tiles that are written once."""

from __future__ import annotations

from random import Random
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from trees import root_of, subtrees_of

from mandates.adapters.audit import formats, merkle
from mandates.adapters.audit.merkle import EMPTY, WIDTH
from mandates.adapters.record.port import Batch, Entry, Record

from .toys import NOW, Said, Store, append


def grow(record: Record, number: int, stream: str) -> None:
    """Append ``number`` events in one command."""
    entries = [Entry(stream, Said(text=f"{i}"), "2001-09-12", uuid4()) for i in range(number)]
    known = len(record.stream(stream))
    record.append(Batch(entries, {stream: known}, uuid4(), "digest", "A. Clerk", NOW))


def test_a_record_of_nothing_has_the_root_of_the_empty_tree(record: Record) -> None:
    assert record.root(0) == EMPTY
    append(record, "a")
    assert record.root(0) == EMPTY


def test_the_root_at_every_position_is_that_of_the_leaves_up_to_it(record: Record) -> None:
    random = Random(6962)
    for turn in range(12):
        grow(record, random.choice((1, 2, 100, 255, 256, 257)), f"s{turn}")
    leaves = list(record.leaves())

    for position in (*range(0, len(leaves), 41), 255, 256, 257, 511, 512, len(leaves)):
        assert record.root(position) == root_of(leaves[:position]), position


def test_another_reader_that_starts_later_finds_the_same_root(store: Store) -> None:
    first = store.open()
    for turn in range(4):
        grow(first, 200, f"s{turn}")
        assert first.root(first.head().position) == store.open().root(first.head().position)


def test_subtrees_come_from_tiles_where_there_are_any(record: Record) -> None:
    for turn in range(3):
        grow(record, 300, f"s{turn}")
    leaves = list(record.leaves())
    in_memory = subtrees_of(leaves)

    assert record.hashes(0, 250, 260) == leaves[250:260]
    assert record.hashes(0, 256, 512) == leaves[256:512]
    assert record.hashes(1, 0, 3) == list(in_memory(1, 0, 3))
    for index in (0, 255, 256, 700, 899):
        path = merkle.inclusion(index, 900, record.hashes)
        assert path == merkle.inclusion(index, 900, in_memory)
    assert merkle.consistency(300, 900, record.hashes) == merkle.consistency(300, 900, in_memory)


# The tree itself


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 700), st.data())
def test_every_leaf_is_proven_and_no_other_in_its_place(size: int, data: st.DataObject) -> None:
    leaves = [merkle.leaf(b"%d" % number) for number in range(size)]
    subtrees, root = subtrees_of(leaves), root_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, subtrees)

    assert formats.included(leaves[index], index, size, path) == root
    assert formats.included(merkle.leaf(b"other"), index, size, path) != root
    assert formats.included(leaves[index], index, size, [*path, EMPTY]) != root
    if path:
        assert formats.included(leaves[index], index, size, path[:-1]) != root
        other = (index + 1) % size
        assert formats.included(leaves[index], other, size, path) != root


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 700), st.data())
def test_a_tree_that_grew_is_proven_and_one_that_changed_is_not(
    size: int, data: st.DataObject
) -> None:
    leaves = [merkle.leaf(b"%d" % number) for number in range(size)]
    old = data.draw(st.integers(1, size))
    path = merkle.consistency(old, size, subtrees_of(leaves))
    before, after = root_of(leaves[:old]), root_of(leaves)

    assert formats.consistent(old, before, size, after, path)
    assert not formats.consistent(old, EMPTY, size, after, path)
    assert not formats.consistent(old, before, size, EMPTY, path)
    assert not formats.consistent(old, before, size, after, [*path, EMPTY])
    if path:
        assert not formats.consistent(old, before, size, after, path[:-1])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 70_000))
def test_a_tree_is_the_same_from_subtrees_as_from_leaves(size: int) -> None:
    leaves = [merkle.leaf(b"%d" % (number % 300)) for number in range(size)]

    assert merkle.frontier(size, subtrees_of(leaves)).root() == root_of(leaves)


def test_the_roots_and_paths_of_the_reference_tests_of_certificate_transparency() -> None:
    """google/certificate-transparency, its tests of merkletree: eight leaves."""
    given = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
             "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    leaves = [merkle.leaf(bytes.fromhex(one)) for one in given]

    assert [root_of(leaves[: size + 1]).hex() for size in range(8)] == roots
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert WIDTH == 256
