### What stands around the report.

page-title = { $title } – bias audit
untitled = Untitled system
skip = Skip to the findings
contents = Contents
statistics-digest = statistics { $digest }
footer-claim = This report states what the data show, how sure that is, and against which limit.
numbers-as-table = The numbers as a table
