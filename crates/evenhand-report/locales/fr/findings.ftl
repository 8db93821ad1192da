### Les constats en phrases : le nombre, la limite, ce que cela veut dire pour les personnes, ce qui trancherait.

others = Aussi { $verdict } : { $groups }.
others-and-more = Aussi { $verdict } : { $groups } et { $more } de plus.
