"""Mandates found by the database, whatever is asked of them and for whatever point.

``query`` what may be asked · ``held`` which view tells of a point · ``seeking`` conditions on its
columns · ``paging`` pages of the register · ``pressing`` pages of the docket · ``finding`` what no
column tells · ``folded`` mandates from the record itself · ``pending`` what a tick asks.
"""
