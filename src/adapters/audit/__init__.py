"""Proof that the record is what it was: its tree, signed checkpoints, proofs, portable bundles.

The formats are those of RFC 6962 / 9162 and of C2SP (signed-note, tlog-checkpoint, tlog-proof,
tlog-cosignature), so that other tools can check what this one says.
"""
