### Palabras del informe que alguien puede leer por primera vez.

glossary-title = Glosario
word-attribute = Atributo
word-attribute-meaning = Un rasgo por el que aquí se distingue a las personas, como la edad. Sus valores son los grupos.
word-chance = Azar
word-chance-meaning = Lo que difiere aunque se trate igual a todas las personas, como con dados sin trucar.
word-check = Comprobación
word-check-meaning = Una medida, un límite, y qué ocurre cuando el límite se rompe.
word-confirmed-meaning = Todo el rango está más allá del límite.
word-combined = Grupo combinado
word-combined-meaning = Personas que comparten dos rasgos o más, como mujeres de 18 a 24 años.
word-limit = Límite
word-limit-meaning = Cuánto pueden distar los grupos antes de que alguien deba actuar. Lo adoptan personas; no está en los datos.
word-possible-meaning = El rango cruza el límite: los datos permiten ambas cosas.
word-range = Rango
word-range-meaning = Dónde está el número verdadero con la confianza indicada, según las personas contadas. Menos personas, rango más ancho.
word-rate = Tasa
word-rate-meaning = A cuántas personas de un grupo les ocurrió algo, dividido por cuántas hay en él.
word-ratio = Razón
word-ratio-meaning = La tasa de un grupo dividida por la del grupo con que se compara. 1 significa igual.
word-few-meaning = No se pudo decir nada del grupo. No es un buen resultado.
word-waiver = Exención
word-waiver-meaning = La decisión de vivir con una brecha confirmada hasta una fecha, con un motivo y un nombre.
word-within-meaning = Todo el rango está dentro del límite, con esta cantidad de datos y para esta medida.
