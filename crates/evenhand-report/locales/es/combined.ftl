### Grupos combinados.

combined-title-section = Grupos combinados
combined-none = Sin probar: no se combinaron atributos.
combined-lead = Se examinaron { $n } grupos combinados. Una brecha puede ocultarse en una combinación que ningún atributo muestra por sí solo.
combined-more = Hay { $n } combinaciones más en estimates.csv.
