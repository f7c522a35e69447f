"""Keys, notes, checkpoints and proofs, against what others published of these formats."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from trees import root_of, subtrees_of

from mandates.adapters.audit import checkpoints, formats, keys, merkle
from mandates.adapters.audit.formats import (
    Rejected,
    Unreadable,
    cosigned,
    ed25519,
    parse_checkpoint,
    parse_key,
    parse_note,
    parse_proof,
    proves,
    signed,
)
from mandates.adapters.audit.policy import Policy
from mandates.domain.errors import BadInput

# RFC 8032, section 7.1: public key, message, signature
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
# golang.org/x/mod/sumdb/note, from which C2SP signed-note comes
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb"
    "6KE6RyyBwJnAM=\n"
)
# C2SP tlog-cosignature, its example
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv"
    "2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b"
    "2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_signatures_of_rfc_8032(public: str, message: str, signature: str) -> None:
    key, text, good = map(bytes.fromhex, (public, message, signature))

    assert ed25519(key, text, good)
    assert not ed25519(key, text + b"!", good)
    assert not ed25519(key, text, good[:-1])
    assert not ed25519(key, text, bytes([good[0] ^ 1]) + good[1:])
    # the same signature, its scalar written otherwise, is another: nobody may make a second one
    order = 2**252 + 27742317777372353535851937790883648493
    other = int.from_bytes(good[32:], "little") + order
    assert not ed25519(key, text, good[:32] + other.to_bytes(32, "little"))


def test_our_ed25519_agrees_with_the_library(tmp_path: Path) -> None:
    keys.generate(tmp_path / "key", "a")
    pair = keys.signer(tmp_path / "key")
    for message in (b"", b"a", b"b" * 1000):
        assert ed25519(pair.key.public, message, pair.sign(message))
        assert not ed25519(pair.key.public, message + b"c", pair.sign(message))


def test_the_signed_note_of_the_reference_implementation(tmp_path: Path) -> None:
    key, note = parse_key(PETER), parse_note(PETER_NOTE)
    ((name, key_id, signature),) = note.signatures

    assert (name, key_id) == ("PeterNeumann", key.id(formats.LOG))
    assert ed25519(key.public, note.text.encode(), signature)
    assert key.text() == PETER
    file = tmp_path / "peter"
    file.write_text(PETER_PRIVATE + "\n")
    file.chmod(0o600)
    pair = keys.signer(file)
    assert pair.key == key
    assert pair.sign(note.text.encode()) == signature


def test_the_example_of_c2sp_is_read() -> None:
    found = parse_checkpoint(SOFA)

    assert (found.origin, found.size) == ("example.com/behind-the-sofa", 20852163)
    assert base64.b64encode(found.root).decode() == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    log, witness = found.note.signatures
    assert (log[0], len(log[2])) == (found.origin, 64)
    assert (witness[0], len(witness[2])) == ("witness.example.com/w1", 72)
    assert int.from_bytes(witness[2][:8], "big") == 1679315147


@pytest.mark.parametrize(
    "line",
    [
        "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
    ],
)
def test_keys_that_others_published_have_the_ids_that_they_say(line: str) -> None:
    assert parse_key(line).text() == line


@pytest.mark.parametrize(
    "line",
    [
        "",
        "rekor.sigstore.dev+12345678+AwEB",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("PeterNeumann", "Peter Neumann"),
        PETER.replace("ARpc", "ARpd"),
        PETER[:-1],
    ],
)
def test_what_is_no_key_is_said_to_be_none(line: str) -> None:
    with pytest.raises(Unreadable):
        parse_key(line)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        SOFA.replace("\n\n", "\n"),
        SOFA.replace("20852163", "020852163"),
        SOFA.replace("20852163", "-1"),
        SOFA.replace("CsUY", "CsU"),
        SOFA.replace("— w", "- w"),
        SOFA.replace("qnA==", "qnB=="),
        SOFA + "x",
        SOFA.replace("sofa\n2", "sofa\r\n2"),
    ],
)
def test_what_is_no_checkpoint_is_said_to_be_none(broken: str) -> None:
    with pytest.raises(Unreadable):
        parse_checkpoint(broken)


@pytest.fixture
def log(tmp_path: Path) -> keys.Signer:
    """A log's key pair."""
    keys.generate(tmp_path / "log.key", "log.example/m")
    return keys.signer(tmp_path / "log.key")


def test_a_key_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    public = keys.generate(file, "a.example")

    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.public_key(tmp_path / "a.key.pub") == public
    before = file.read_text()
    with pytest.raises(BadInput, match="never written over"):
        keys.generate(file, "a.example")
    assert file.read_text() == before
    file.chmod(0o640)
    with pytest.raises(BadInput, match="read by others"):
        keys.signer(file)
    for name in ("two words", "a+b", "", "a\nb"):
        with pytest.raises(BadInput, match="cannot name a key"):
            keys.generate(tmp_path / "b.key", name)


def test_a_checkpoint_is_signed_by_the_log_alone(log: keys.Signer, tmp_path: Path) -> None:
    text = checkpoints.checkpoint_text(log, 3, b"r" * 32)
    found = parse_checkpoint(text)
    keys.generate(tmp_path / "other", "log.example/m")
    other = keys.public_key(tmp_path / "other.pub")

    assert signed(found, log.key)
    assert not signed(found, other)
    with pytest.raises(Rejected):
        signed(parse_checkpoint(text.replace("\n3\n", "\n4\n")), log.key)
    assert cosigned(found, log.key) is None


def test_a_proof_leads_from_the_entry_to_the_checkpoint(log: keys.Signer) -> None:
    entries = [b"entry %d" % number for number in range(300)]
    leaves = [merkle.leaf(one) for one in entries]
    subtrees = subtrees_of(leaves)
    text = checkpoints.checkpoint_text(log, 300, root_of(leaves))
    proof = parse_proof(checkpoints.proof_text(77, entries[77], 300, text, subtrees))

    assert (proof.index, proof.entry) == (77, entries[77])
    assert signed(proof.checkpoint, log.key)
    assert proves(proof, entries[77])
    assert not proves(proof, entries[78])
    lines = checkpoints.proof_text(0, b"", 1, text, subtrees_of([merkle.leaf(b"")]))
    assert lines.startswith("c2sp.org/tlog-proof@v1\nextra \nindex 0\n\nlog.example/m\n300\n")


def test_a_policy_says_how_many_witnesses_are_needed(log: keys.Signer, tmp_path: Path) -> None:
    text = checkpoints.checkpoint_text(log, 3, b"r" * 32)
    pairs: list[keys.Signer] = []
    for name in ("x1", "x2", "y1"):
        keys.generate(tmp_path / name, f"{name}.example")
        pairs.append(keys.signer(tmp_path / name))
    policy = Policy(
        f"# who must have seen it\nlog {log.key.text()}\n"
        + "".join(f"witness {p.key.name[:2]} {p.key.text()}\n" for p in pairs)
        + "group x 2 x1 x2\ngroup all-of-them all x y1\nquorum all-of-them\n"
    )
    for pair in pairs:
        assert policy.lacks(parse_checkpoint(text)) is not None
        text += checkpoints.cosignature(pair, parse_checkpoint(text), 1_000_000_000)

    assert policy.lacks(parse_checkpoint(text)) is None
    assert cosigned(parse_checkpoint(text), pairs[0].key) == 1_000_000_000
    assert Policy("quorum none").lacks(parse_checkpoint(text)) is None
    other = Policy(f"log {PETER}\nquorum none")
    assert other.lacks(parse_checkpoint(text)) == "no log of the policy signed it"
    for broken in ("", "quorum x", "group g 3 x1", "witness none x", "quorum none\nquorum none"):
        with pytest.raises(Unreadable):
            Policy(broken)
