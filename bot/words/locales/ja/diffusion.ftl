### 描き直しと、それを描くモデルについてボットが言うこと。

repaint-told = 絵を描き直しました。
repaint-from-words = ムードと音を表す言葉から描きました。
repaint-follows = 描き直した絵がまもなく届きます。
repaint-alt = 拡散モデルが描き直した「{ $name }」の絵。
fact-model = 描いたモデル
fact-structure = 元の絵の構図
fact-repaint = 描き直し
repaint-off = オフ
repaint-on = オン
repaint-with = オン、LoRA：{ $lora }
keep-slate-label = 元の絵に戻す
no-such-lora = 「{ $name }」というLoRAはここにありません。あるのは{ $names }です。autoは運営者のもの、noneはなしになります。
no-loras = ここにはLoRAがありません。ボットの運営者がLoRAフォルダーに入れます。
lyrics-too-long = 歌詞は{ $most }文字までです。

## ターミナルの道具

diffusion-off = 描き直しはオフです。絵は規則だけで描かれます。
diffusion-missing = 拡散モデルがここにないため、絵は規則だけで描かれます。合うものは`slate diffusion`で分かります。
diffusion-ready = 絵は{ $model }が{ $device }で描き直します。利用条件：{ $licence }。
loras-ready = 使えるLoRA：{ $names }。
model-line = { $there ->
    [yes] { $name }：{ $model }、ここにあります。利用条件：{ $licence }。
   *[no] { $name }：{ $model }。利用条件：{ $licence }。
    }
model-suggested = このマシンには「{ $name }」が最適です。取得するには：slate diffusion fetch { $name }
model-none-fits = 空きメモリーが4 GiBあるGPUが見つかりません。SLATE_DIFFUSION_CPU=yesにするとCPUでゆっくり描けます。
download-line = { $model }：{ NUMBER($size, maximumFractionDigits: 1) } GB、利用条件：{ $licence }、詳しくは{ $page }
download-question = この条件で{ NUMBER($size, maximumFractionDigits: 1) } GBを{ $folder }に取得しますか？
downloading = { $model }を取得中
downloaded = { $folder }に入りました。ボットを再起動すると、これで描きます。
nothing-to-download = 「{ $name }」はすべてここにあります。
collages-made = コラージュを{ $made }枚作りました。{ $folder }に説明文つきで{ $whole }枚あります。
needs-folder = 説明文つきの画像のフォルダーを指定するか、--from-slates 200で作るか、--smokeで試してください。
