### Kombinierte Gruppen.

combined-title-section = Kombinierte Gruppen
combined-none = Nicht geprüft: Es wurden keine Merkmale kombiniert.
combined-lead = { $n } kombinierte Gruppen wurden betrachtet. In einer Kombination kann ein Unterschied stecken, den kein einzelnes Merkmal zeigt.
combined-more = { $n } weitere Kombinationen stehen in estimates.csv.
