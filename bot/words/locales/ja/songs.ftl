### 曲と気分と絵についての言葉。

mood-name = { $mood ->
    [happy] 楽しい
    [angry] 激しい
    [sad] 悲しい
   *[relaxed] 穏やか
}
feels-unsure = { $feel }雰囲気です。{ $moods }の境目にあります。
mood-adjective = { $mood ->
    [happy] 「楽しい」
    [angry] 「激しい」
    [sad] 「悲しい」
   *[relaxed] 「穏やか」
}
feels-sure = { $feel }雰囲気です。気分は「{ $mood }」（確信度{ $sure }）。
mood-of-one = { $name }。{ $mood }
mood-of-many = { $count }曲：{ $moods }。
mood-count = { $mood ->
    [happy] 楽しい
    [angry] 激しい
    [sad] 悲しい
   *[relaxed] 穏やかな
}曲が{ $count }曲
heard-in-windows = { $length }と長いので、{ $parts }を聴きました。
listening-to = { $title }を聴いています{ $count ->
    [1] {""}
   *[other] （{ $number }／{ $count }）
}
one-tempo = { $tempo } BPM
two-tempi = { $tempo }または{ $other } BPM

## 絵を見られない方のための説明。曲と気分が先に来ます

picture-alt = { $title }の気分の絵。{ $feel }雰囲気。{ $mood ->
    [happy] 楽しい
    [angry] 激しい
    [sad] 悲しい
   *[relaxed] 穏やかな
}色合いで、{ $style ->
    [strata] 曲の一瞬ごとに一本ずつ連なる山の稜線
    [flow] 音をたどり、決して触れ合わない筆致
    [rings] 最初の一秒から外へ広がる、紙を切り抜いた年輪
   *[bloom] 曲の温かく豊かなところににじむ水彩
}として描きました。
dot-alt = { $name }：{ $height ->
    [energetic] 活発
   *[calm] 静か
}で{ $side ->
    [pleasant] 心地よい
   *[unpleasant] 重苦しい
}
plane-alt = 気分の平面に{ $count }曲。{ $places }。
spectrogram-alt = { $name }のスペクトログラム。左から右へ{ $length }、低い音が下です。

## 絵の下のボタン

again-label = もう一度
other-style-label = 別の画風
mood-label = 気分

## 気分の表の見出し

column-song = 曲
column-mood = 気分
column-sure = 確信度
column-valence = 快さ
column-arousal = 活発さ
column-feels = 雰囲気

## 項目名

fact-length = 長さ
fact-tempo = テンポ
fact-key = 調
fact-heard = 聴いた音源
fact-style = 画風
fact-shape = 形
fact-caption = 曲名表示
fact-spoiler = ネタバレ防止
fact-offer = 提案
fact-language = 言語
fact-at-once = 同時依頼数
fact-cooldown = 間隔
fact-version = バージョン
fact-engine = エンジン

## 絵の構図。画風の後に続きます

composition-horizon = 地平線
composition-slope = 斜面
composition-canyon = 峡谷
composition-curtain = 幕
composition-shore = 岸辺
composition-field = 野原
composition-whirl = 渦
composition-river = 川
composition-fountain = 噴水
composition-willow = 柳
composition-garden = 庭
composition-drift = 漂い
composition-constellation = 星座
composition-rain = 雨
composition-single = 一つ
composition-well = 井戸
composition-twin = 双子
composition-eclipse = 日食
composition-arch = アーチ
composition-planets = 惑星
