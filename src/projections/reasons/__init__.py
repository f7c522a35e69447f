"""Why something is shown as it is, and why it was shown otherwise.

``evidence`` what the fields of a mandate rest on · ``why`` the fewest events behind a value ·
``replay`` a life step by step · ``compare`` two points · ``supposing`` what more events would
change · ``telling`` all that in sentences.
"""
