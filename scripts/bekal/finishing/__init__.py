"""A rendered page becomes one self-contained file that keeps its promises when it is opened alone.

Pictures, style and script go inside, the policy is written for exactly that script, and the audit reads the
built files as a stranger would.
Knows nothing of MkDocs and nothing of sticks.
"""
