"""The views, folded from events, and what is asked of them. They import the domain and SQLAlchemy
Core and know no driver.

``view`` the contract of all views · ``axes`` how one holds for any day, as known at any position ·
``register``, ``past``, ``docket``, ``timeline``, ``lineage``, ``agenda``, ``funding``, ``states``
the views · ``lens`` the same rows from partly decoded events, for folding many streams.

``questions`` every question, answered at a point (``sources``) · ``search`` mandates found by a
database · ``item`` one mandate as it is shown · ``reasons`` why it is shown so · ``words`` events
in sentences · ``answers`` what is given out, with its basis.
"""
