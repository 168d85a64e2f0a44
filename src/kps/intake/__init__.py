"""What stands in workbooks, minutes, calendars and other registers, taken over into records.

The law: everything that stood in a source stands afterwards in a record, or on the account's list of what could not be
placed, word for word. Nothing is guessed in silence, and nothing that a person wrote is written over.

``readers`` make a source's bytes rows, blocks and events, the one place that knows a library; ``tables``, ``minutes``
and ``calendars`` say of each piece what it is and what it wants to stand where (claims); ``settling`` holds the claims
against the register. All are pure.
"""
