"""The mandate: one act of a body that asks for or decides a future action. The aggregate.

``events`` what can happen · ``commands`` what may be asked · ``state`` what is so ·
``evolve`` what an event changes · ``refusal`` the guards · ``decide`` the rules.
"""
