### 言葉のつなぎ方。

# $count はいくつ並ぶかです。
list-and = { $most }{ $count ->
    [2] と
   *[other] 、
}{ $last }
list-comma = { "、" }
list-semicolon = { "；" }
percent = { $share }%
signed = { $sign }{ NUMBER($size, minimumFractionDigits: 2, maximumFractionDigits: 2) }
