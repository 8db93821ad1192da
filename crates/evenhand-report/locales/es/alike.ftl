### Si la brecha sigue ahí entre personas semejantes.

alike-title-section = Entre personas semejantes
alike-unnamed = Sin comparar: no se nombró ningún estrato. `stratum` en `[columns]` nombra las columnas en que las personas cuentan como semejantes.
alike-lead = ¿Sigue ahí una brecha entre personas semejantes? Aquí solo se comparan entre sí { $alike }, y luego se reúnen las diferencias.
alike-warning = Un estrato que es él mismo fruto de un trato desigual oculta una brecha en vez de explicarla. Si es una buena razón lo deben decir las personas.
alike-none = Sin comparar: ningún estrato contiene personas de dos grupos.
