### Lo que solo está en el papel.

paper-draft = Borrador: el comité no ha firmado este informe.
paper-page = página { $page } de { $pages }
paper-spelled = Las letras que faltan en los tipos de este documento se escriben con su número Unicode, como [U+4E2D].
