### What changed since the last audit.

changes-title = What changed since the last audit
changes-none = Not compared: no earlier audit was given. `evenhand compare OLD NEW` tells of two scorecards what changed beyond chance, and why.
