### アーティストの作品を物語として語る言葉と、画像に添える文。

## 語れないとき

no-songs-sent = 曲が見つかりませんでした。.txtか.lrcの歌詞、音声ファイル、またはそれらのzipを送ってください。同じ名前のファイルは一つの曲になります。
not-plain-text = { $file }の歌詞は読み取れません。プレーンテキスト（.txt）で保存するか、フォームに貼り付けてください。
too-many-songs-sent = { $count }曲ありますが、一つの物語は{ $most }曲までです。数を減らして送ってください。
one-cover-only = 画像が{ $count }枚ありますが、ジャケットは一枚です。使いたい一枚だけを送ってください。
zip-too-large = { $file }は大きすぎます。64ファイル、200 MiBまでです。曲数を減らして送ってください。
zip-unreadable = { $file }を開けません。壊れているか、鍵がかかっています。パスワードなしで作り直してください。
rights-wanted = 歌詞とジャケットは作った人のものです。使う権利があれば、権利をオンにしてもう一度頼んでください。答えたあとは何も残しません。
paper-gone = { $file }はもうありません。もう一度送ってください。
doctor-narrator = 物語の文は{ $model }が書きます。
doctor-narrator-missing = 言語モデル{ $model }がないので、物語に文章は付きません。hf download { $model } で取得するか、そのサーバーを起動してください。
untitled = 無題

## 物語

story-told = { $title }、{ $count ->
   *[other] { $count }つの場面
}。
story-motifs = くり返すもの：{ $motifs }。
prose-follows = 場面の文はまだ書いているところです。
no-prose = 場面のために書かれた文は、どれも見せられませんでした。
prose-alt = 言語モデルが書いた{ $title }の場面。
drawing-cards = カードを描いています
drawing-collages = コラージュを組んでいます
scene-role = { $role ->
    [opening] 始まり
    [low-point] 谷
    [high-point] 頂
    [turn] 転換
    [return] 帰り道
    [close] 終わり
   *[middle] 道の途中
}
scene-heading = { $number } / { $count } ・ { $role }
link-motif = どちらにも「{ $shown }」がある
link-akin = 「{ $one }」が「{ $other }」になる
link-mood = { $way ->
    [brighter] { $other }は{ $one }より明るい
    [darker] { $other }は{ $one }より暗い
    [open] { $one }のあとに{ $other }が続く
   *[level] { $other }は{ $one }の終わりから続く
}
link-sound = { $kind ->
    [key] キーはそのまま
    [tempo] テンポはそのまま
   *[arc] { $arc ->
        [rises] どちらも昇っていく
        [falls] どちらも沈んでいく
        [falls-and-returns] どちらも沈んで戻る
        [rises-and-falls] どちらも昇って沈む
       *[holds] どちらも気分を保つ
    }
}

## 投稿用の文

caption-short = { $title }：{ $images }。
caption-feeling = { $feeling ->
    [happy] { $title }は明るい曲。
    [angry] { $title }は牙をむく曲。
    [sad] { $title }は夜ふけの曲。
    [relaxed] { $title }は深く息をする曲。
   *[open] { $title }。
}
caption-images = そこにあるもの：{ $images }。
caption-quote = 「{ $quote }」
caption-role = { $role ->
    [opening] { $record }はここから始まる。
    [close] { $record }はここで終わる。
    [low-point] { $record }の谷にあたる曲。
    [high-point] { $record }の頂にあたる曲。
    [turn] { $record }はここで向きを変える。
    [return] { $record }はここで帰り道を見つける。
   *[middle] { $record }の{ $count }曲のうち{ $number }曲目。
}
caption-link = { $title }からここへ：{ $link }。

## 画像を見られない人のために

card-alt = { $title }のカード、{ $heading }。見えるもの：{ $images }。
kit-collage-alt = { $title }のための紙のコラージュ。{ $songs }。
kit-alt = { $title }の画像と文のすべて。
