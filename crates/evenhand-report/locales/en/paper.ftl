### What only paper says.

paper-draft = Draft: the board has not signed this report.
paper-page = page { $page } of { $pages }
paper-spelled = Letters that the fonts of this document lack are spelled by their number in Unicode, such as [U+4E2D].
