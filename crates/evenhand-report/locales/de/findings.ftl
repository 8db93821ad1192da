### Befunde in Sätzen: die Zahl, der Grenzwert, was das für Menschen heißt, was es entscheiden würde.

others = Ebenfalls { $verdict }: { $groups }.
others-and-more = Ebenfalls { $verdict }: { $groups } und { $more } weitere.
