### 言葉のつなぎ方。

list-and = { $most }、{ $last }
list-comma = { "、" }
