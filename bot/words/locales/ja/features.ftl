### コマンドとオプション。英語の原文は cogs/ にあります。コマンドの最初の行がここのメッセージ、残りの説明が「.detail」、
### メッセージメニューの項目が「.menu」、オプションが「.option-名前」です。
### 文は100文字まで、メニューは24文字まで、オプション名は小文字・空白なしで32文字まで。

feature-about = 自己紹介と、できること、保存するものを説明します。

feature-mood = 曲を気分ごとに分け、快・不快と活発さの平面に並べます。
    .detail = 曲を「楽しい」「激しい」「悲しい」「穏やか」に分け、確かなものから順に、読み取ったスペクトログラムとともに示します。
    .menu = 気分を見る
    .option-songs = Spotifyのリンク、音声ファイル、録音、ジュークボックスの曲（いくつでも）

feature-remix = ある曲を別の曲のスタイルで。メロディーはそのまま、ドラムとハーモニーは別の曲から。
    .detail = 一つのメッセージに二つのファイルで十分です。一つ目がリミックスされ、二つ目がスタイルになります。「入れ替える」で逆に、「もっと強く」「もっと控えめに」で二曲目の量を変え、「この曲を絵にする」で絵になります。
    .menu = ファイルをリミックス
    .option-first = リミックスする曲（音声ファイル、録音、happy などのジュークボックスの曲）
    .option-second = スタイルになる曲（音声ファイル、録音、ジュークボックスの曲）
    .option-strength = 二曲目をどれだけ聞かせるか
    .option-keep = 一曲目から残すもの（メロディー、グルーヴ、両方）
    .option-bed = 二曲目のハーモニーを下に敷く
    .option-length = リミックスの長さ（秒）
    .option-start = 一曲目で始める位置（秒）
    .option-style_start = 二曲目で始める位置（秒）
    .option-seed = 数を変えると、同じ二曲から別のリミックスができます
    .option-format = ファイルの種類。mp3 はどこでも再生できます
    .option-classic = 2016年のやり方。雑音が多め、比較のために

feature-settings = ここの全員に適用される設定を表示・変更します。
    .detail = オプションなしで設定を表示し、オプションを付けると変更します。
    .option-style = すべての絵の画風。autoなら曲が選びます
    .option-shape = すべての絵の形：正方形、横長、縦長
    .option-caption = 絵の下に曲名を書きます
    .option-spoiler = できる場所では、クリックされるまですべての絵を隠します
    .option-offer = 投稿されたSpotifyのリンクの下に小さなボタンを付けます
    .option-language = 返事の言語。autoなら一人ひとりの言語に合わせます
    .option-channels = 返事をする場所。#musicのようなメンション、ここならhere、全部ならall
    .option-roles = 使える人。@djのようなロールのメンション、全員ならall
    .option-off = ここで使えなくするコマンド。例：mood similar。なければnone
    .option-at_once = 一人が同時に頼める件数
    .option-cooldown = 同じコマンドを同じ人が続けて頼むときの間隔（秒）

feature-similar = いちばん似て聞こえる5曲を探し、どこが似ているかを伝えます。
    .detail = 音だけで比べます。一緒に流れたことのない曲も近くにあるかもしれません。カードでは似ている曲ほど中央の曲の近くに並びます。「もっと」で次の5曲を表示します。
    .menu = 似ている曲
    .option-song = Spotifyのリンク、音声ファイル、録音、またはhappyなどジュークボックスの曲
    .option-skip = いちばん近い曲をいくつ飛ばすか。その先の曲を見るとき
    .option-here = このサーバーで聴いた曲だけ

feature-slate = 曲を絵にします。色は気分から、形は音から生まれます。
    .detail = 線の一本一本が音そのものから生まれます。「もう一度」は同じ曲の別の絵、「別の画風」は違う描き方、「気分」は曲の位置、「似ている曲」は似て聞こえる5曲を示します。
    .menu = この曲を絵にする
    .option-song = Spotifyのリンク、音声ファイル、録音、またはhappyなどジュークボックスの曲
    .option-style = 画風。省略すると曲が選びます
    .option-seed = 0はその曲本来の絵。ほかの数字で変化します
    .option-shape = 正方形、横長、縦長

option-at_once = 同時依頼数
option-bed = ハーモニー
option-caption = 曲名表示
option-channels = チャンネル
option-classic = 昔のやり方
option-cooldown = 間隔
option-file = ファイル
option-first = 一曲目
option-format = 形式
option-here = ここだけ
option-keep = 残すもの
option-language = 言語
option-length = 長さ
option-off = オフ
option-offer = 提案
option-roles = ロール
option-second = 二曲目
option-seed = バリエーション
option-shape = 形
option-skip = 飛ばす
option-song = 曲
option-songs = 曲
option-spoiler = ネタバレ防止
option-start = 開始
option-strength = 強さ
option-style = 画風
option-style_start = スタイルの開始

choice-auto = 自動
choice-balanced = バランス
choice-bloom = 花
choice-both = 両方
choice-flac = FLAC
choice-flow = 流れ
choice-groove = グルーヴ
choice-heavy = 強め
choice-melody = メロディー
choice-mp3 = MP3
choice-no = いいえ
choice-ogg = Ogg
choice-rings = 年輪
choice-square = 正方形
choice-strata = 地層
choice-subtle = 控えめ
choice-tall = 縦長
choice-wav = WAV
choice-wide = 横長
choice-yes = はい
