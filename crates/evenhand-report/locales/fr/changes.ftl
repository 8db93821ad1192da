### Ce qui a changé depuis le dernier audit.

changes-title = Ce qui a changé depuis le dernier audit
changes-none = Non comparé : aucun audit antérieur n’a été fourni. `evenhand compare OLD NEW` dit de deux fiches de résultats ce qui a changé au-delà du hasard, et pourquoi.
