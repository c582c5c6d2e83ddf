### 似て聞こえる曲と、耳の推測についての言葉。

## 二つの曲に共通すること。いくつか並ぶことがあります

same-tempo = { $pace ->
    [slow] 同じゆったりしたテンポ
    [fast] 同じ速いテンポ
   *[middling] 同じテンポ
}
same-timbre = { $shade ->
    [dark] 暗い音色
    [bright] 明るい音色
    [acoustic] アコースティックな響き
   *[plain] 音色
}
same-groove = グルーヴ
same-character = 曲の性格
same-mood = { $mood ->
    [happy] どちらも楽しい
    [angry] どちらも激しい
    [sad] どちらも悲しい
   *[relaxed] どちらも穏やか
}
same-key = どちらも{ $key }
nothing-in-common = 目立つ共通点なし

## 返事

nearest = { $asked }にいちばん近いのは{ $best }で、{ $likeness }似ています。共通点：{ $common }。
nothing-near = { $asked }に本当に近い曲はありません。いちばん近いのは次の曲です。まず{ $best }、{ $likeness }似ています。共通点：{ $common }。
further = { $asked }からさらに離れた曲、{ $first }番から{ $last }番まで。
furthest = { $asked }からさらに離れた曲、最後の1曲。
your-recording = あなたの録音
column-alike = 似ている度合い
column-common = 似ているところ

## カードを見られない方のための説明

neighbour-alt = { $name }、{ $likeness }似ている、{ $mood ->
    [happy] 楽しい
    [angry] 激しい
    [sad] 悲しい
   *[relaxed] 穏やか
}
constellation-alt = 中央に{ $asked }（{ $mood ->
    [happy] 楽しい
    [angry] 激しい
    [sad] 悲しい
   *[relaxed] 穏やか
}）。似ているほど近くに並びます：{ $neighbours }。

## 見せるものがないとき

nothing-to-compare = まだ比べられる曲を知りません。いくつか曲を絵にするか、`slate catalogue add`でフォルダーを聴かせてください。
nothing-heard-here = このサーバーではまだほかの曲を聴いていません。ここでいくつか曲を絵にするか、「すべての場所」で探してみてください。
no-more-neighbours = 知っている曲はこれで全部です。

## ボタン

similar-songs-label = 似ている曲
more-label = もっと
nearest-label = いちばん近い曲に戻る
slate-label = { $title }を絵にする
similar-label = { $title }に似た曲
this-server-label = このサーバーだけ
everywhere-label = すべての場所

## 耳の推測

fact-sounds-like = ジャンルの印象
fact-people-feel = 感じるかもしれない気持ち
genre-international = 世界の音楽
genre-vocal = ヴォーカルの名曲
genre-stage = 映画音楽
emotion-amazement = 驚き
emotion-solemnity = 荘厳さ
emotion-tenderness = 優しさ
emotion-nostalgia = 懐かしさ
emotion-calmness = 安らぎ
emotion-power = 力強さ
emotion-joyful_activation = 体を動かしたくなる喜び
emotion-tension = 緊張
emotion-sadness = 悲しみ
