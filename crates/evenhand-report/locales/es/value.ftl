### Dinero y compromisos.

value-title = Dinero y compromisos
family-prices = Precios, y cuánto valen las ofertas
family-outcomes = Resultados que son números
family-uplift = A quién ayudó la campaña
family-targeting = Quién gana con la elección
value-none = Sin probar: no se dio ninguna columna de precios, de gasto o de un experimento.
value-elsewhere = Qué haría otro umbral a los grupos: `evenhand sweep`. Qué haría otro modelo: `evenhand compare`.
