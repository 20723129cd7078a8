/**
 * The comments that stand in the tables of the docs, in Japanese. A comment without a row is in English there; a row
 * whose comment has changed or gone fails `npm run generate`, so that none says what is no longer so.
 */
export const japanese: Record<string, string> = {
  // Screens.
  'Says something, and leads on with one button at most.': 'お知らせです。先へ進むボタンは、多くても 1 つです。',
  'A question, and a button for each answer.': '質問と、答えごとのボタンです。',
  'A field for text. Submitting sends `{ type: submit.type, value }`, the text as typed.':
    '文字の入力欄です。送信すると、入力されたままの文字列を `{ type: submit.type, value }` として送ります。',
  'A field for a code. Submitting sends `{ type: submit.type, value }`, the text as typed; the flow reads the digits.':
    'コードの入力欄です。入力されたままの文字列を `{ type: submit.type, value }` として送り、数字はフローが読み取ります。',
  'A key for an app: as a QR code, as a link, as letters to type, as a file.':
    'アプリに渡すキーです。QR コード、リンク、入力する文字、ファイルで示します。',
  'Takes a key that exists already: by camera, picture, file, paste, drop, shared screen or typing.':
    'すでにあるキーを、カメラ、画像、ファイル、貼り付け、ドロップ、画面の共有、入力で受け取ります。',
  'The code that a key gives now, for comparing it with the code in the app.':
    'キーから得られる今のコードです。アプリに表示されたコードと見比べます。',
  'The way to this device for another one: a QR code to scan, a code to type.':
    '別のデバイスからこのデバイスへつなぐための、読み取る QR コードと、入力するコードです。',
  'Digits for comparing them with those on another screen.': '別の画面の数字と見比べるための数字です。',
  'A list of devices or accounts, a row each. A row may be edited in place.':
    'デバイスやアカウントの一覧です。行は、その場で編集できます。',
  'Recovery codes, shown once: the person copies, prints or saves them.':
    '一度だけ表示する回復コードです。コピー、印刷、保存ができます。',
  'Something is under way, and the person has nothing to do meanwhile.': '処理中です。利用者がすることはありません。',
  'The end: what is reached, and where to go from here.': '終わりの画面です。できたことと、次の行き先を示します。',

  // Effects.
  'Calls an operation of the contract. A right answer comes back as the event `then`, a refusal as `refused`.':
    '契約の操作を呼び出します。応答は `then` のイベント、拒否は `refused` として戻ります。',
  'Calls an operation of the app in this browser. The answer comes back as the event `then`, a failure as `vaultRefused`. After `open`, each change from outside (another tab, a lock) comes as `vaultChanged`.':
    'このブラウザーのアプリの操作を呼び出します。応答は `then` のイベント、失敗は `vaultRefused` として戻ります。`open` の後は、外からの変化（別のタブ、ロック）が `vaultChanged` として届きます。',
  "Makes the code of a key by the service's clock, so that nobody has to type it. Comes back as `made`, with null in place of a code when that fails. `isNext` waits until the digits have changed, for a service that takes each code once.":
    'サービスの時計に合わせて、キーのコードを作ります。利用者は入力せずに済みます。結果は `made` として戻り、失敗するとコードは null です。`isNext` を付けると、数字が変わるまで待ちます。同じコードを一度しか受け付けないサービスのためです。',
  'Finds the time step that a refused code belongs to. Comes back as `diagnosed` with `deltaSteps`.':
    '拒否されたコードが、どの時刻のものかを調べます。結果は `diagnosed` として、`deltaSteps` とともに戻ります。',
  'Finds the keys in QR codes, texts and files. Comes back as `read` with a `KeyReading`. `all` keeps those of other institutions, too.':
    'QR コード、文字列、ファイルからキーを探します。結果は `read` として、`KeyReading` とともに戻ります。`all` を付けると、ほかの機関のキーも残します。',
  'Lets another flow take over in place, and tells it what it has to know.':
    '同じ場所で、別のフローに引き継ぎます。必要なことも伝えます。',
  'Tells the page that the aim is reached: the service said so, or, without a back end, the person did.':
    '目的の達成をページに伝えます。バックエンドがあればサービスの応答で、なければ利用者の答えで分かったときに使います。',
  'Tells the page that the person gave up.': '利用者がやめたことをページに伝えます。',
  'Begins a pairing: this end shows a code.': 'ペアリングを始めます。コードは、こちらに表示します。',
  'Joins a pairing. `text`: the code as typed, or the content of the QR code.':
    'ペアリングに加わります。`text` は、入力されたコードか、QR コードの内容です。',
  'Takes the invitation to a pairing out of the address of the page. Comes back as `invited`.':
    'ページのアドレスから、ペアリングへの招待を取り出します。結果は `invited` として戻ります。',
  'Puts the invitation back into the address, so that it is still there after a sign-in.':
    '招待をアドレスに戻します。ログインして戻ってきた後も使えるようにするためです。',
  'Tells the pairing that the digits are the same, that they differ, or that the person stops.':
    '数字が同じだったか、違ったか、やめるかを、ペアリングに伝えます。',

  // Fragments.
  'Says how this browser gets the extension, and asks only those who want another browser or app.':
    'このブラウザーへの拡張機能の入れ方を示します。ほかのブラウザーやアプリを使いたい人にだけ、どれかを尋ねます。',
  "Leads through setting up the first app on the institution's own pages (manuals 2-1 and 2-2 without a back end).":
    '大学のページで、最初のアプリを設定します（バックエンドのないマニュアル 2-1、2-2）。',
  'Sets up the first app of an account (manuals 2-1 and 2-2), or with `anew` a new key for a device, around the choice of an app.':
    '最初のアプリを設定します（マニュアル 2-1、2-2）。`anew` があれば、デバイスに新しいキーを設定します。アプリの選択は、フローが行います。',
  'Says where to get the app that the institution names first, and asks only those who want another one.':
    '大学が最初に挙げるアプリの入手先を示します。ほかのアプリを使いたい人にだけ、どれかを尋ねます。',
  "Keeps a key in the vault, and leaves the proof to the institution's page. For guide mode.":
    'キーを保管庫にしまいます。確認は大学のページに任せます。手引きモードで使います。',
  'Keeps a key in the vault, and makes the code that proves it.':
    'キーを保管庫にしまい、そのキーを確認するコードを作ります。',
  'Opens the app in this browser, unlocks it where it locks, and tells the person where it cannot be opened.':
    'このブラウザーのアプリを開きます。ロックがあれば解除し、開けない場合はその旨を伝えます。',
  'Opens the vault to keep something in it, and offers a lock before its first account.':
    '何かをしまうために保管庫を開きます。最初のアカウントの前に、ロックの設定を勧めます。',
  'Picks one account of the app in this browser, to hand it on. Asks for a proof where the app locks, and which account where there are several.':
    'このブラウザーのアプリから、渡すアカウントを 1 つ選びます。ロックがあれば本人確認を、複数あればどれかを尋ねます。',
  'Asks for the passphrase or the passkey again, before a key leaves the app in this browser or its locks change.':
    'キーをこのブラウザーのアプリから出す前や、ロックを変える前に、パスフレーズかパスキーをもう一度求めます。',
  'Pairs with another device. This end shows the code or takes it, both show the same digits, and the account moves.':
    '別のデバイスとペアリングします。コードを表示するか受け取るかし、両方に同じ数字が出たことを確かめて、アカウントを移します。',
  'Tells the service of the device that a pairing has reached, by a code that this page makes itself.':
    'ペアリングで届いたデバイスを、ページが作ったコードでサービスに登録します。',
  'Reads a key that exists already: several QR codes, passwords, choosing an account.':
    'すでにあるキーを読みます。複数の QR コード、パスワード、アカウントの選択を含みます。',
  'Asks where the app is and where it is wanted.': 'アプリが今ある場所と、加えたい場所を尋ねます。',
  'Gives the old device up once the new one works. The person deletes its account there, and it is taken off the list.':
    '新しいデバイスが使えるようになった後、古いデバイスの後始末をします。そこでアカウントを削除し、一覧から外します。',
  'The app in this browser as one end of a transfer. It takes the key and proves it by itself (2-5, 2-6), or it gives the key to be shown (2-4, 2-6).':
    'このブラウザーのアプリを、引き継ぎの一方にします。キーを受け取って自分で確認するか（2-5、2-6）、表示するキーを渡します（2-4、2-6）。',
  'Puts the app on a further device (manuals 2-3 to 2-6, and the change of device).':
    'アプリを別のデバイスに加えます（マニュアル 2-3～2-6 と機種変更）。',

  // Flows.
  'Asks which manual the person needs, in place of an index of PDFs. Skips the question where the account knows the answer: nobody may use the app before a mail address is set up, say.':
    'どのマニュアルが必要かを尋ねます。PDF の一覧の代わりです。たとえばメールアドレスを設定するまでアプリは使えないなど、アカウントから分かる場合は尋ねません。',
  'Asks which manual the person needs. One or two questions, since there is no account that could tell.':
    'どのマニュアルが必要かを、1、2 の質問で尋ねます。アカウントの情報がないためです。',
  'Shows a person who has the app what is set up, and what they can do next.':
    'アプリを設定した人に、設定済みのものと、次にできることを示します。',
  'Manual 1, Initial Setup: Mail (初回設定:メール).': 'マニュアル 1「初回設定：メール」です。',
  "Manual 1, Initial Setup: Mail (初回設定:メール), on the institution's own pages.":
    'マニュアル 1「初回設定：メール」を、大学のページで行います。',
  'Manual 2-1, App/Smartphone (アプリ/スマートフォン).': 'マニュアル 2-1「アプリ／スマートフォン」です。',
  "Manual 2-1, App/Smartphone (アプリ/スマートフォン), on the institution's own pages.":
    'マニュアル 2-1「アプリ／スマートフォン」を、大学のページで行います。',
  'Manual 2-2, App/Browser (アプリ/ブラウザ).': 'マニュアル 2-2「アプリ／ブラウザ」です。',
  "Manual 2-2, App/Browser (アプリ/ブラウザ), on the institution's own pages.":
    'マニュアル 2-2「アプリ／ブラウザ」を、大学のページで行います。',
  'Manual 2-2 with the app that this page is: nothing to install, nothing to type.':
    'マニュアル 2-2 を、このページ自身をアプリとして行います。インストールも入力も要りません。',
  'Asks which of the manuals 2-3 to 2-6 it is, for a person whose app shows a code and who wants it on a further device.':
    'マニュアル 2-3～2-6 のどれかを尋ねます。アプリにコードが出ていて、別のデバイスにも加えたい人のためです。',
  'Manual 2-3, App/Smartphone to Smartphone (アプリ/スマートフォンからスマートフォン).':
    'マニュアル 2-3「アプリ／スマートフォンからスマートフォン」です。',
  'Manual 2-4, App/Browser to Smartphone (アプリ/ブラウザからスマートフォン).':
    'マニュアル 2-4「アプリ／ブラウザからスマートフォン」です。',
  'Manual 2-5, App/Smartphone to Browser (アプリ/スマートフォンからブラウザ): the one the university has not written yet.':
    'マニュアル 2-5「アプリ／スマートフォンからブラウザ」です。大学のマニュアルはまだありません。',
  'Manual 2-6, App/Browser to Browser (アプリ/ブラウザからブラウザ).':
    'マニュアル 2-6「アプリ／ブラウザからブラウザ」です。',
  'Change Devices (機種変更): a transfer, and then the old device is given up.':
    '「機種変更」です。引き継ぎの後、古いデバイスの使用をやめます。',
  'Takes an account into the app in this browser, from another browser (2-6) or by way of a phone (2-5): this end shows a code, the other one types or scans it.':
    'このブラウザーのアプリに、別のブラウザーから（2-6）、またはスマートフォンを経由して（2-5）、アカウントを受け取ります。コードはこちらに表示し、相手が入力するか読み取ります。',
  'Hands one account of the app in this browser to another browser, on a computer or on a phone: this end types the code of the other one, or shows one to a phone.':
    'このブラウザーのアプリのアカウントを 1 つ、パソコンやスマートフォンの別のブラウザーに渡します。相手のコードを入力するか、スマートフォンにコードを見せます。',
  'The other end of a pairing, on the device whose camera has scanned the QR code: it hands on what it reads or has (2-5), or keeps what comes (2-4).':
    'ペアリングの相手側です。QR コードを読み取ったデバイスで動き、読んだキーや持っているキーを渡すか（2-5）、届いたものをしまいます（2-4）。',
  'Setup Again (再設定, older 初期化).': '「再設定」（以前の「初期化」）です。',
  "Setup Again (再設定, older 初期化) on the institution's own pages.":
    '「再設定」（以前の「初期化」）を、大学のページで行います。',
  'Leads through wiping the browser extension on a computer that is handed over.':
    '手放すパソコンで、ブラウザの拡張機能の中身を消す手順です。',
  'Lists the mail address and every device with the app, with what the person can do about each.':
    'メールアドレスと、アプリを設定したすべてのデバイスを、それぞれにできることとともに一覧にします。',
  'Takes a device off the list, and says what that ends and what it does not: a copy of a shared key goes on making codes that count, until the key is renewed.':
    'デバイスを一覧から外し、使えなくなるものと使い続けられるものを伝えます。共有キーの写しは、キーを新しくするまで有効なコードを作り続けます。',
  'Makes a new key: in the shared model first on one device, then on each that stays; in the per-device model for a person who has no device left and proves who they are in another way.':
    '新しいキーを作ります。共有モデルでは、まず 1 台、続いて残すデバイスごとに設定します。デバイスごとのモデルでは、使えるデバイスがなく、別の方法で本人確認のできる人のためです。',
  'Makes recovery codes, for the day when every device is gone. Each works once, where the back end asks for a fresh proof.':
    'すべてのデバイスを失ったときのための回復コードを作ります。それぞれ、あらためての本人確認で一度だけ使えます。',
  'Tells a person whether the codes of their app work.': 'アプリのコードが使えるかどうかを伝えます。',
  'Says that this service does not offer what a link or the page led to, before anybody types anything.':
    'リンクやページの行き先が、このサービスでは使えないことを、何も入力しないうちに伝えます。',
  'The app in this browser: its accounts and their codes.':
    'このブラウザーのアプリです。アカウントとコードを示します。',
  'Opens the app in this browser when it does not open by itself: the person unlocks it, or reads why it cannot be opened.':
    '自動では開けないときに、このブラウザーのアプリを開きます。ロックの解除を求めるか、開けない理由を伝えます。',
  'Adds an account to the app in this browser, from wherever it is now.':
    'このブラウザーのアプリに、今ある場所からアカウントを加えます。',
  'Shows one account of the app in this browser to another app: as a QR code, a link, a key or a text file.':
    'このブラウザーのアプリのアカウントを、別のアプリに QR コード、リンク、キー、テキストファイルで渡します。',
  'Sets what locks the app in this browser, and wipes it.':
    'このブラウザーのアプリのロックを設定します。中身の消去もここで行います。',
  'Asks the person to sign in. Cuts in when a call is refused with `unauthenticated`; afterwards the runner makes that call again.':
    'ログインを求めます。呼び出しが `unauthenticated` で拒否されると割り込み、その後、ランナーが呼び出しをやり直します。',
  'Asks for a fresh proof of identity, by mail, by the app or by a recovery code. Cuts in when a call is refused with `step_up_required`; afterwards the runner makes that call again.':
    'メール、アプリ、回復コードのいずれかで、あらためての本人確認を求めます。呼び出しが `step_up_required` で拒否されると割り込み、その後、ランナーが呼び出しをやり直します。',
  'Says that the account cannot be fetched. Cuts in when that call is refused, whatever flow made it; afterwards the runner makes it again.':
    'アカウントを取得できないことを伝えます。どのフローの呼び出しでも、拒否されると割り込み、その後、ランナーが呼び出しをやり直します。',

  // A row of the contract.
  'Method, and path below the endpoint. Members of the input that the path names travel there, the others in the body. A code or a secret never stands in a path.':
    'メソッドと、エンドポイントより下のパス。パスに名前のある入力のメンバーはパスに、ほかは本文に入ります。コードや秘密の値をパスに入れてはなりません。',
  'The shape of what goes in, in zod. `src/contract/schemas.ts` has the shapes that several operations share.':
    '入力の形。zod で書きます。複数の操作で使う形は `src/contract/schemas.ts` にあります。',
  'The shape of the answer. A secret is `secretText()`: the client wraps it, and logs never see it.':
    '応答の形。秘密の値は `secretText()` と書きます。クライアントがすぐに包み、ログには残りません。',
  'The codes that only some operations answer. Those that any may answer, and `step_up_required`, are added by themselves.':
    '一部の操作だけが返すコード。どの操作でも起こりうるコードと `step_up_required` は、自動で加わります。',
  '`account`: the client asks for the account anew, and pages get `mfa-change`. `proof`: how fresh the sign-in is. `mailbox`: a pairing. `nothing`.':
    '`account` なら、クライアントがアカウントを読み直し、ページに `mfa-change` が届きます。`proof` は本人確認の新しさ、`mailbox` はペアリングの私書箱です。何も変えなければ `nothing` です。',
  'The back end asks for a fresh proof first. The person reads what it is for: a case in `src/flows/interruptions/step-up.flow.ts`.':
    '先に、あらためての本人確認を求めます。何のための確認かを画面で伝えるので、`src/flows/interruptions/step-up.flow.ts` に文言を加えます。',
  'Left out where a session is needed. `input`: what the input holds is enough. `none`: everybody gets the same answer.':
    'セッションが必要なら書きません。`input` は入力の内容だけで足りる操作、`none` は誰にでも同じ応答を返す操作です。',
  'Safe to repeat as it is: it takes no `Idempotency-Key`, and its answer is not kept.':
    'そのままやり直しても安全な操作です。`Idempotency-Key` を受け取らず、応答も保存されません。',
  'How many milliseconds a back end may wait for news before it answers. The client has that much more patience.':
    'バックエンドが、知らせを待って応答を遅らせることのできるミリ秒数。クライアントは、その分だけ長く待ちます。',
  'Offered only where the policy has this.': '方針にこれがある場合だけ使える操作です。',
  'One or two sentences for the reference, in both languages.': 'リファレンスの説明。1、2 文で、両方の言語で書きます。',

  // An app.
  'Lower case, digits and hyphens. Profiles name apps by it, so it stays as it is.':
    '英小文字、数字、ハイフン。プロファイルから参照されるため、後から変えません。',
  'As the maker writes it. No logo.': '提供元の表記どおり。ロゴは使いません。',
  'As the stores show it: people compare it, for look-alikes exist.':
    'ストアに表示されるとおり。よく似たアプリがあるため、利用者はここを見比べます。',
  '`smartphone`, `browser` or both: where the manuals would look for it.':
    '`smartphone`、`browser`、または両方。マニュアルの分け方に従います。',
  'Addresses at the stores themselves, without tracking. Leave out where there is none.':
    'ストア自身のアドレス。追跡用の文字列は付けません。ない場合は省きます。',
  'How an entry comes out, by form. `{}` if there is no way.':
    '項目の出し方を、形ごとに書きます。方法がなければ `{}` とします。',
  'How an entry goes in, by form.': '項目の入れ方を、形ごとに書きます。',
  'What the app forgets of an entry without saying so, so that its codes would be wrong. Leave out if nothing.':
    'アプリが黙って忘れるもの。忘れるとコードが正しくなくなります。なければ省きます。',
  'The QR code of one account.': '1 つのアカウントの QR コード。',
  'Google’s QR codes for moving accounts.': 'Google のアカウント移行用の QR コード。',
  'A text file of `otpauth:` addresses.': '`otpauth:` のアドレスを並べたテキストファイル。',
  'A file of the app’s own: the same app takes it, or an importer of ours reads it.':
    'アプリ独自のファイル。同じアプリが受け取るか、このページが読み取ります。',
  'The letters and digits of the key.': 'キーの英数字。',
  'From one browser to another. Only the app in the browser knows it.':
    'ブラウザーからブラウザーへのペアリング。ブラウザーのアプリだけが使えます。',

  // A language.
  'From left to right or from right to left. The elements set `dir` from it.':
    '左から右か、右から左か。要素の `dir` は、ここから決まります。',
  'What stands between two sentences.': '文と文の間に入るもの。',
  'What stands around a label that a person looks for: one sign before it and one behind.':
    '利用者が探すボタンなどの名前を囲む記号。前と後の 1 字ずつです。',
  'Where a line may end: between words, or between the phrases of a script that writes no spaces.':
    '改行の位置。単語の間か、空白を使わない文字なら文節の間です。',
  'Words may be missing, and are shown in English. Without this mark a missing word does not compile.':
    '文言がそろっていなくてもよく、足りないものは英語で表示します。この印がなければ、足りない文言はコンパイルできません。',
};
