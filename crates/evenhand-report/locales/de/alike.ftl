### Ist der Unterschied unter gleichen Personen noch da.

alike-title-section = Unter Personen, die sich gleichen
alike-unnamed = Nicht verglichen: Es wurde keine Schicht genannt. `stratum` unter `[columns]` nennt die Spalten, in denen Personen als gleich gelten.
alike-lead = Ist ein Unterschied unter Personen, die sich gleichen, noch da? Verglichen werden hier nur { $alike }; die Unterschiede werden dann zusammengefasst.
alike-warning = Eine Schicht, die selbst aus ungleicher Behandlung entstanden ist, verdeckt einen Unterschied, statt ihn zu erklären. Ob sie ein guter Grund ist, müssen Menschen sagen.
alike-none = Nicht verglichen: Keine Schicht enthält Personen aus zwei Gruppen.
