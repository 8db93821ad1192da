### Is the gap still there among people who are alike.

alike-title-section = Among people who are alike
alike-unnamed = Not compared: no stratum was named. `stratum` under `[columns]` names the columns in which people count as alike.
alike-lead = Is a gap still there among people who are alike? Here only { $alike } are compared with each other, and the differences then put together.
alike-warning = A stratum that is itself a product of unequal treatment hides a gap instead of explaining it. Whether it is a good reason is for people to say.
alike-none = Not compared: no stratum holds people of two groups.
