### Qué cambió desde la última auditoría.

changes-title = Qué cambió desde la última auditoría
changes-none = Sin comparar: no se dio ninguna auditoría anterior. `evenhand compare OLD NEW` dice de dos fichas de resultados qué cambió más allá del azar, y por qué.
