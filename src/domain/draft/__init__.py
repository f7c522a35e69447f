"""The life of a draft, before there is an adopted text. Its events lie on the draft's own stream.

A stream is named by the draft's first symbol: revisions (/Rev.1) belong to it; a draft that
replaces it, usually tabled "on the basis of informal consultations", has a stream of its own.
Sources: rules 78, 80, 81 and 120 to 123 of the General Assembly (A/520/Rev.20).

``events`` what can happen · ``commands`` what may be asked · ``life`` what is so, what an event
changes and the guards · ``decide`` the rules.
"""
