### Los resultados en frases: el número, el límite, qué significa para las personas, qué lo decidiría.

others = También { $verdict }: { $groups }.
others-and-more = También { $verdict }: { $groups } y { $more } más.
