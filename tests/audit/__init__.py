"""The record proves itself: formats, signatures, verification, tampering, bundles."""
