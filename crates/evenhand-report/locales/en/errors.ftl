### Were errors shared evenly.

errors-title-section = Were errors shared evenly
errors-none = Not tested: no error rate could be computed for any group.
errors-no-outcome = Not tested: no outcome column.
