### 言葉のつなぎ方。

list-and = { $most }、{ $last }
list-comma = { "、" }
list-semicolon = { "；" }
percent = { $share }%
signed = { $sign }{ NUMBER($size, minimumFractionDigits: 2, maximumFractionDigits: 2) }
