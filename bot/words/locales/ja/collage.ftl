### 聴いた曲のコラージュとまとめ。$periodはweek・month・season、つまり直近7日・30日・90日です。

## 絵に描く短い言葉

collage-title = { $period ->
    [week] 7日間の音楽
    [month] 30日間の音楽
   *[season] 90日間の音楽
}
own-title = { $period ->
    [week] わたしの7日間
    [month] わたしの30日間
   *[season] わたしの90日間
}
plays-caption = { $plays }回{ $named ->
    [0] { "" }
   *[other] ・{ $names }
}

## 絵の横の言葉

server-listened = { $period ->
    [week] ここの直近7日間：
    [month] ここの直近30日間：
   *[season] ここの直近90日間：
}{ $songs }曲を{ $plays }回。
you-listened = { $period ->
    [week] あなたの直近7日間：
    [month] あなたの直近30日間：
   *[season] あなたの直近90日間：
}トップ{ $songs }を{ $plays }回。
nobody-listened = { $period ->
    [week] 直近7日間、参加している人はここで何も聴いていません。
    [month] 直近30日間、参加している人はここで何も聴いていません。
   *[season] 直近90日間、参加している人はここで何も聴いていません。
}/listening joinで参加して、曲を描かせるか再生してください。
you-did-not-listen = { $period ->
    [week] 直近7日間、あなたの再生は数えていません。
    [month] 直近30日間、あなたの再生は数えていません。
   *[season] 直近90日間、あなたの再生は数えていません。
}
changed-meanwhile = 絵を作っているあいだに、だれかが何かを取り消しました。絵は捨てたので、もう一度頼んでください。
title-tiles = { $count }曲はまだ聴けていません。その部分にはタイトルを出しています。
no-cover-tiles = { $count }曲には見せられるジャケットがありません。その部分にはタイトルを出しています。
no-covers-here = ここではジャケットを取り寄せません。運営者がリンクをオンにする必要があります（.envのSLATE_NONCOMMERCIAL）。代わりにわたしの絵を頼んでください。
fetching-covers = ジャケットを取り寄せ中
fact-covers = ジャケットの出典
column-plays = 再生
column-listeners = 聴いた人
listeners-named = { $more ->
    [0] { $names }
   *[other] { $names }、ほか{ $more }人
}
collage-alt = { $layout ->
    [paper] ちぎった紙のコラージュ
    [wall] 絵の壁
    [grid] ジャケットの格子
   *[moods] 気分で並べた曲
}、{ $count }曲：{ $names }。

## ボタン

other-layout-label = 別の並べ方
longer-label = もっと長く
mine-label = 自分の分
everyone-label = みんなの分
slate-number-one-label = 1位を描く
collage-label = コラージュ

## 自動の投稿

posted-weekly = これから毎週月曜9時（{ $zone }の時計）に、{ $where }へ今週のコラージュを投稿します。オプション「schedule」を「never」にすると終わります。
this-channel = このチャンネル
not-posted-any-more = コラージュの自動投稿をやめました。
was-not-posted = ここではコラージュを自動投稿していませんでした。

## まとめ

mood-of-server = { $strong ->
    [clear] 全体の気分は{ $mood }でした。
   *[slight] 全体の気分は中間で、やや{ $mood }寄りでした。
}
most-shared = いちばん多くの人が聴いたのは「{ $name }」、{ $people }人です。
most-played = いちばん再生されたのは「{ $name }」、{ $plays }回です。
alike-in-taste = 好みがいちばん近いのは{ $people }。曲の音で{ $likeness }似ています。
