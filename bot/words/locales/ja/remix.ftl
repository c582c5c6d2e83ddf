### リミックスについての言葉。一曲目を二曲目のスタイルで作り直します。

## 答え

remix-told = 「{ $first }」を「{ $second }」のスタイルで。{ $keep ->
    [classic] 2016年のやり方です。一曲目のスペクトログラムを、二曲目の質感で描き直しました。
    [groove] グルーヴは一曲目、ハーモニーは二曲目のものです。
    [both] { $bed ->
        [yes] メロディーとグルーヴは一曲目、下に敷いたハーモニーは二曲目のものです。
       *[no] メロディーとグルーヴは一曲目のもので、音色を二曲目に近づけました。
    }
   *[melody] { $bed ->
        [yes] メロディーは一曲目、ドラムとハーモニーは二曲目のものです。
       *[no] メロディーは一曲目、ドラムは二曲目のものです。
    }
}
remix-moved = 合うように、二曲目を{ $moved }ました。
remix-pitch = { $way ->
    [up] 半音{ $size }つ上げ
   *[down] 半音{ $size }つ下げ
}
remix-pace = { $way ->
    [faster] { $share }速くし
   *[slower] { $share }遅くし
}
remix-both = { $pitch }、{ $pace }
remix-unmoved = キーもテンポもそのままで合います。
remix-alike = 音だけで比べると、一曲目に{ $first }、二曲目に{ $second }似ています。
remix-note-no-beat = 一曲目に拍が聞こえないので、合わせるグルーヴがありません。
remix-note-no-beat-in-style = 二曲目に拍が聞こえないので、グルーヴより音色が移っています。
remix-note-far-tempo = テンポが大きく違うので、それが聞こえます。
remix-note-far-key = キーが大きく離れているので、それが聞こえます。
remix-note-short-style = 二曲目はとても短いので、繰り返しています。
remix-note-same-song = どちらも同じ曲なので、あまり変わりません。
remix-note-turned-down = 二曲があまりに違うので、二曲目を控えめにしました。「もっと強く」で増やせます。
fact-strength = 強さ
remix-alt = 「{ $first }」（{ $first_mood }）を「{ $second }」（{ $second_mood }）のスタイルで。両方の曲とリミックスのスペクトログラムに拍を重ね、どの部分がどこから来たかを示します。
remix-heard = 「{ $first }」を「{ $second }」のスタイルで

## ボタン

swap-label = 入れ替える
stronger-label = もっと強く
softer-label = もっと控えめに
keep-label = { $keep ->
    [groove] グルーヴを残す
    [both] 両方残す
   *[melody] メロディーを残す
}

## できないとき

remix-forbidden = { $name }はリミックスできません。{ $source }の試聴は聴くだけのもので、規約上、新しいものを作れません。Spotifyの規約も、どんなミックスも認めていません。音声ファイルをここに置いてください。
remix-wants-sound = 「{ $name }」は数値しか知りません。リミックスには音が必要です。音声ファイルをここに置いてください。
sound-not-kept = 「{ $name }」の音はもうありません。リミックスのために残すのは一日だけです。ファイルをもう一度送ってください。

## 作っている間

time-left = { $stage }、あと約{ $seconds }秒
time-left-long = { $stage }、あと約{ $minutes }分
passage-tempo = { $sure ->
    [about] 約{ $tempo } BPM
   *[sure] { $tempo } BPM
}
