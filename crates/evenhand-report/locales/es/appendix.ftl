### El anexo: tablas completas, métodos, ajustes, cómo repetirlo.

appendix-title = Anexo
numbers-title = Todos los números
numbers-on-screen = Estas tablas solo están en pantalla; estimates.csv contiene todos los números.
numbers-of = Todos los números, { $title }
numbers-fold = { $title } ({ $n } números)
numbers-rest = El resto, { $n } números, está en estimates.csv.
column-value-and-range = valor y rango
column-adjusted-p = p ajustado
column-method = método
column-status = estado
estimate-status =
    { $status ->
        [unbounded] sin cota
        [undefined_zero_denominator] indefinido: denominador cero
        [insufficient_n] n insuficiente
        [one_group_only] un solo grupo
        [missing_input] falta un dato
        [needs_rows] necesita filas
        [suppressed] oculto
       *[ok] correcto
    }

## Qué significan las medidas.

measures-title = Qué significan las medidas
measure-what = Qué es
measure-formula = Fórmula
measure-reading = Lectura
measure-undefined = Indefinido
measure-beware = Cuidado
measure-compare = Comparar
measure-source = Fuente
measure-compared = Grupos comparados con ella

## Ajustes y cómo repetirlo.

methods-title = Cómo se calcularon los rangos y los valores p
settings-title = Ajustes, y cómo repetir esto
setting-level = Nivel de los rangos
setting-min-n = Mínimo para un veredicto: { $noun }
setting-seed = Semilla
setting-resamples = Remuestreos
setting-correction = Ajuste por muchas comparaciones
setting-comparisons = Comparaciones previstas, hechas
setting-weights = Pesos
yes-or-no =
    { $yes ->
        [yes] sí
       *[no] no
    }
setting-blocks = Bloques de personas
setting-program = Programa
setting-statistics = SHA-256 de las estadísticas
setting-spec = SHA-256 de la especificación
setting-model = SHA-256 del modelo { $model }
spec-title = La especificación tal como se entendió
spec-rest = El resto está en scorecard.json.
