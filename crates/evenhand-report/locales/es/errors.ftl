### Si los errores se repartieron por igual.

errors-title-section = ¿Se repartieron los errores por igual?
errors-none = Sin probar: no se pudo calcular ninguna tasa de error para ningún grupo.
errors-no-outcome = Sin probar: no hay columna de resultados.
