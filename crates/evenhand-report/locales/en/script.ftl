### What the script of the page says.

table-filter = Filter rows
table-shown = { $shown } of { $all } rows shown
