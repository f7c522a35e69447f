"""Which log must have signed a checkpoint, and how many witnesses: a policy of C2SP tlog-policy."""

from __future__ import annotations

from .formats import Checkpoint, Key, Unreadable, cosigned, parse_key, signed


class Policy:
    """Who must have signed. ``logs`` are the keys of which one must have; any where it is empty."""

    def __init__(self, text: str) -> None:
        self.logs: list[Key] = []
        self.witnesses: dict[str, Key] = {}
        self._groups: dict[str, tuple[int, list[str]]] = {}
        self._quorum: str | None = None
        for number, line in enumerate(text.splitlines(), 1):
            words = line.split()
            if words and not words[0].startswith("#"):
                try:
                    self._read(*words)
                except (KeyError, TypeError, ValueError, Unreadable) as error:
                    raise Unreadable(
                        f"the policy's line {number} cannot be read: {error}"
                    ) from None
        if self._quorum is None:
            raise Unreadable("the policy has no line quorum")

    def _read(self, kind: str, *words: str) -> None:
        if kind == "log":
            self.logs.append(parse_key(words[0]))
        elif kind == "witness":
            self._new(words[0])
            self.witnesses[words[0]] = parse_key(words[1])
        elif kind == "group":
            name, needed, *members = words
            self._new(name)
            number = {"all": len(members), "any": 1}.get(needed) or int(needed)
            if not 1 <= number <= len(members) or not all(map(self._known, members)):
                raise ValueError("a group needs members named before, and fewer or as many of them")
            self._groups[name] = number, members
        elif (
            kind == "quorum"
            and self._quorum is None
            and (words[0] == "none" or self._known(words[0]))
        ):
            self._quorum = words[0]
        else:
            raise ValueError(f"{kind} {' '.join(words)}")

    def _known(self, name: str) -> bool:
        return name in self.witnesses or name in self._groups

    def _new(self, name: str) -> None:
        if self._known(name) or name == "none":
            raise ValueError(f"{name} is named twice")

    def lacks(self, checkpoint: Checkpoint) -> str | None:
        """What the checkpoint lacks to be believed; None if nothing."""
        if self.logs and not any(signed(checkpoint, key) for key in self.logs):
            return "no log of the policy signed it"
        if self._quorum == "none" or self._witnessed(str(self._quorum), checkpoint):
            return None
        by = [name for name, key in self.witnesses.items() if cosigned(checkpoint, key) is not None]
        return f"it needs {self._quorum}, and was cosigned by {', '.join(by) or 'nobody'}"

    def _witnessed(self, name: str, checkpoint: Checkpoint) -> bool:
        if name in self.witnesses:
            return cosigned(checkpoint, self.witnesses[name]) is not None
        number, members = self._groups[name]
        return sum(self._witnessed(one, checkpoint) for one in members) >= number
