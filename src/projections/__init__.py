"""The views, folded from events. They import the domain and SQLAlchemy Core and know no driver.

``view`` the contract · ``register`` every mandate as it stands · ``docket`` what is due where ·
``timeline`` a life in words · ``item`` one mandate as it is shown · ``query`` what may be asked.
"""
