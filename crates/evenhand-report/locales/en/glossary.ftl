### Words of the report that a reader may meet for the first time.

glossary-title = Glossary
word-attribute = Attribute
word-attribute-meaning = A trait by which people are told apart here, such as age. Its values are the groups.
word-chance = Chance
word-chance-meaning = What differs although everybody is treated alike, because people are counted and not dice loaded.
word-check = Check
word-check-meaning = A measure, a limit, and what happens when the limit is broken.
word-confirmed-meaning = The whole range lies beyond the limit.
word-combined = Combined group
word-combined-meaning = People who share two traits or more, such as women of 18 to 24.
word-limit = Limit
word-limit-meaning = How far groups may lie apart before somebody has to act. People adopt it; it is not found in the data.
word-possible-meaning = The range crosses the limit: the data allow for both.
word-range = Range
word-range-meaning = Where the true number lies with the stated confidence, given the people counted. Fewer people, a wider range.
word-rate = Rate
word-rate-meaning = How many in a group something happened to, divided by how many are in it.
word-ratio = Ratio
word-ratio-meaning = The rate of a group divided by that of the group it is compared with. 1 is the same.
word-few-meaning = Nothing could be said about the group. It is not a good result.
word-waiver = Waiver
word-waiver-meaning = A decision to live with a confirmed gap until a date, with a reason and a name.
word-within-meaning = The whole range lies inside the limit, with this much data and for this measure.
