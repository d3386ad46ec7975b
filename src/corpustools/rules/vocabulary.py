"""Words that pages are made of, whatever they are about: buttons, menus, networks, the titles of sections."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from corpustools.model.span import Label
from corpustools.rules.page_tops import CONSENT_TITLES, SKIP_LINKS
from corpustools.rules.phrases import phrases

_EDGES = " \t\u00a0\u200b•‣▪●◦·*+|:;,>»›<«‹…!.?→←↗↑↓#–—-[](){}【】★✓×✕"

_PLAIN = "".join(filter(str.isascii, _EDGES))


def bare(text: str) -> str:
    """Return a line in small letters, without bullets before it and marks around it.

    >>> bare("• Most Read:"), bare("* * *"), bare("Sign up →")
    ('most read', '', 'sign up')
    """
    return text.lower().strip(_PLAIN) if text.isascii() else straight_quotes(text).lower().strip(_EDGES)


def bare_all(texts: Sequence[str]) -> Sequence[str]:
    """Return all lines of a page as :func:`bare` does each, in a third of the time.

    >>> bare_all(["• Most Read:", "Sign up →"])
    ['most read', 'sign up']
    """
    whole = straight_quotes("\n".join(texts))
    lines = whole.lower().split("\n") if whole.isascii() else [line.lower() for line in whole.split("\n")]
    return [line.strip(_EDGES) for line in lines] if len(lines) == len(texts) else list(map(bare, texts))


def straight_quotes(text: str) -> str:
    """Write curly quotation marks as straight ones; four replacements take a tenth of what ``translate`` takes.

    >>> straight_quotes("“Hej”, he’ll say") == "\\"Hej\\", he'll say"
    True
    """
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


_BUTTONS = phrases(
    "accept|accept all|accept cookies|add to favorites|add to favourites|agree|allow all|apply|back|back to article|",
    "back to gallery|bookmark|browse|buffering|buy|buy now|buy subscription|cancel|caption|cc|choose|click here|close|",
    "close menu|close panel|collapse|company|confirm|continue|continue reading|copy url|country|create account|ctrl k|",
    "create an account|dark|decline|details|dismiss|done|download|download the app|edit|email address|email the "
    "author|",
    "english|enlarge|enlarge image|enter email|enter your email|exit|expand|expand menu|filter|find|first name|",
    "forgot password|forgot your password|forgotten your password|full name|full screen|fullscreen|gallery|get "
    "started|",
    "go|got it|help|hide|hide caption|i agree|image|install|invalid query|join|join now|last name|learn more|light|",
    "like|listen|listen to article|listen to this article|load more|loading|log in|log in / register|log out|login|",
    "logout|manage preferences|menu|message|more|more menu|more options|mute|my account|name|next|no|no thanks|",
    "not now|notifications|off|ok|okay|on|open|open in new|open in new window|open menu|open search|options|password|",
    "pause|phone number|photo|photos|play|play video|player|please wait|poll|popup|preferences|previous|previous next|",
    "print|print options|profile|read full article|read full story|read more|read the full story|register|",
    "register now|reload|remove|replay|reply|report|report this|required|reset|retry|save|save article|save for later|",
    "saved|saved stories|scroll|search|search input|see all|see less|see more|see all stories|select|send|settings|",
    "show|show all|show caption|show less|show more|sign in|sign in / register|sign out|sign up|sign up now|signup|",
    "size|skip|skip ad|slideshow|speed|start|stop|submit|subscribe|subscribe now|subscribe today|subtitles|switch|",
    "system|text size|toggle menu|toggle navigation|toggle search|try again|try it now|turn on|type to search|undo|",
    "unmute|unsubscribe|update|upload|username|view|view all|view author archive|view gallery|view more|",
    "view results|view video|volume|vote|watch|watch now|watch video|yes|your email|your email address|your "
    "name|zip code",
    # German, French, Spanish, Italian, Portuguese
    "abbrechen|abonnieren|absenden|akzeptieren|anhören|anmelden|anzeigen|ausblenden|drucken|einloggen|"
    "erscheinungsbild|",
    "hell|dunkel|automatisch|jetzt abonnieren|mehr|mehr anzeigen|mehr erfahren|mehr laden|menü|menü öffnen|",
    "menü schließen|merken|nachname|öffnen|registrieren|schließen|senden|suche|suchen|vorlesen|vorname|weiter|",
    "weiterlesen|zurück|zustimmen|artikel anhören|e-mail-adresse|passwort|passwort vergessen|",
    "accepter|ajouter à vos sélections|annuler|carte|chercher|connexion|découvrir|écouter|enregistrer|envoyer|fermer|",
    "identifiez-vous|imprimer|lire la suite|lire plus|mot de passe|partager l'article|plus|rechercher|recherche|",
    "refuser|s'abonner|s'identifier|s'inscrire|s'inscrire gratuitement|se connecter|suivant|suivre|télécharger|"
    "valider|",
    "voir plus|voir tout|abonnez-vous|réservé aux abonnés|",
    "aceptar|buscar|cancelar|cerrar|contraseña|descargar|enviar|escuchar|guardar|iniciar sesión|imprimir|leer más|",
    "menú|registrarse|regístrate|seguir|siguiente|suscribirse|suscríbete|ver más|ver todo|anterior|continuar|",
    "abbonati|accedi|accetta|annulla|ascolta|cerca|chiudi|invia|iscriviti|leggi tutto|leggi di più|registrati|",
    "rifiuta|salva|scarica|stampa|mostra di più|aceitar|assinar|assine|buscar|entrar|fechar|guardar|leia mais|",
    "mostrar mais|ouvir|pesquisar|ver mais|",
    # Dutch and the languages of the north
    "aanmelden|abonneer|afdrukken|annuleren|inloggen|lees meer|lees verder|luister|meer|opslaan|registreren|sluiten|",
    "toon meer|volgen|volgende|zoeken|wachtwoord|avbryt|fler|hämta fler|läs mer|lyssna|logga in|logga ut|meny|mer|",
    "prenumerera|skicka|skriv ut|spara|stäng|sök|visa mer|visa fler|följ|annuller|følg|gem|gem på læseliste|"
    "hent flere|",
    "ingen internetforbindelse|indlæs siden igen|kjøp|køb|køb abonnement|les mer|luk|log ind|log ud|logg inn|logg ut|",
    "lukk|lytt|læs mere|menu|prøv igen|se mer|se mere|se oversigt|søg|søk|tilvalg|teknisk fejl|vis mer|vis mere|"
    "bli abonnent|",
    "kirjaudu|kirjaudu sisään|lue lisää|hae|haku|sulje|tilaa|valikko|",
    # Polish, Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian
    "czytaj dalej|drukuj|pobierz|pokaż więcej|szukaj|wyszukaj|wypróbuj|wypróbuj za darmo|wyślij|zaloguj|zaloguj się|",
    "zamknij|zapisz|zarejestruj się|subskrybuj|uzyskaj dostęp|hledat|přihlásit|přihlásit se|zavřít|více|bejelentkezés|",
    "keresés|bezárás|tovább|autentificare|caută|închide|citește mai mult|abone ol|ara|giriş|giriş yap|kapat|devamı|",
    "войти|вход|выйти|закрыть|далее|ещё|еще|зарегистрироваться|искать|меню|найти|отправить|отмена|печать|поиск|",
    "подписаться|показать ещё|показать еще|регистрация|скачать|слушать|смотреть|читать далее|читать дальше|"
    "увійти|пошук|",
    # Chinese, Japanese, Korean, Arabic
    "登录|登錄|登入|注册|註冊|搜索|搜尋|更多|关闭|關閉|下载|下載|打印|提交|返回|收藏|订阅|訂閱|查看更多|",
    "ログイン|ログアウト|会員登録|会員登録する|検索|設定|もっと見る|閉じる|印刷|保存|続きを読む|メニュー|一覧|"
    "記事一覧|次へ|前へ|送信|",
    "文字の大きさ|로그인|회원가입|검색|메뉴|닫기|더보기|인쇄|بحث|تسجيل الدخول|اشترك|المزيد|إغلاق|طباعة",
)
BUTTONS = _BUTTONS | CONSENT_TITLES
"""Lines that are a button, a field of a form, or the state of a widget, and nothing else."""

_SECTIONS = phrases(
    "a-z|about|about us|accessibility|accessibility help|accessibility links|accessibility statement|advertise|",
    "advertise with us|advertising|all news|archive|archives|arts|back to top|blog|blog index|books|business|careers|",
    "categories|classifieds|columnists|columns|contact|contact us|cookie policy|cookie settings|cookies|"
    "copyright|corrections|crosswords|culture|customer service|",
    "docs|do not sell my personal information|e-edition|e-paper|economy|editorials|education|english|entertainment|",
    "environment|events|faq|faqs|fashion|features|finance|food|football|forum|games|health|home|homepage|horoscopes|",
    "international|jobs|latest|latest news|letters|life|lifestyle|live|local|main menu|media|money|",
    "movies|music|national|newsletter|newsletters|news|obituaries|opinion|our products|photography|photos|pictures|",
    "podcast|podcasts|politics|press|privacy|privacy notice|privacy policy|privacy settings|products|puzzles|"
    "real estate|",
    "reviews|return to top|rss|rss feeds|science|scroll to top|sections|services|shop|shopping|site map|sitemap|",
    "sport|sports|store|style|",
    "support|table of contents|tech|technology|terms|terms & conditions|terms and conditions|terms of service|",
    "terms of use|today's paper|top of page|bottom of page|top|topics|travel|trending|tv|united kingdom|us|"
    "video|videos|weather|world|",
    "agb|anzeigen|datenschutz|feuilleton|gesellschaft|impressum|karriere|kontakt|kultur|leben|mediadaten|politik|",
    "privatsphäre|regional|reisen|ressorts|startseite|unterhaltung|wetter|wirtschaft|wissen|",
    "accueil|à la une|actualités|aller au contenu|contactez-nous|cookies|culture|économie|édition|en continu|",
    "faits divers|gestion des cookies|mentions légales|météo|monde|nos services|planète|politique|qui "
    "sommes-nous|société|sports|",
    "actualidad|aviso legal|cultura|deportes|economía|inicio|internacional|mundo|nacional|política|sociedad|"
    "tecnología|",
    "chi siamo|cronaca|economia|esteri|spettacoli|privacidade|esportes|início|binnenland|buitenland|economie|cultuur|",
    "nyheter|inrikes|utrikes|kultur|ekonomi|ledare|debat|indland|udland|erhverv|sport|seneste nyt|om oss|kontakt oss|",
    "uutiset|talous|kotimaa|ulkomaat|o nas|kontakt|regulamin|polityka prywatności|",
    "wydarzenia|świat|gospodarka|kultura|kraj|главная|в мире|культура|новости|общество|политика|спорт|экономика|",
    "контакты|о нас|о проекте|реклама на сайте|首页|新闻|体育|财经|ホーム|ニュース|政治|経済|国際|社会|スポーツ|"
    "文化|ヘルプ|",
    "sekcje|الرئيسية|أخبار|رياضة|اقتصاد",
)
MENUS = _SECTIONS | SKIP_LINKS
"""Lines that are a link through the site, and nothing else."""

NETWORKS = phrases(
    "facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|flipboard|instagram|youtube|tiktok|messenger|",
    "tumblr|mastodon|bluesky|threads|snapchat|vk|viber|weibo|wechat|xing|stumbleupon|google+|google|pocket|rss|",
    "x-twitter|facebook-f|facebook-square|facebook-messenger|linkedin-in|pinterest-p|twitter-square|telegram-plane|"
    "icon-facebook|icon-twitter|icon-instagram|icon-youtube|icon-linkedin|google-plus|google-plus-g|вконтакте|"
    "одноклассники|fb|skype|digg|微博|微信|はてなブックマーク|hatena",
)
"""Words that name a network."""

PASSES_ON = NETWORKS | phrases(
    "share|tweet|post|pin|email|e-mail|mail|copy|link|url|sms|print|by|on|via|to|and|with|us|follow|it|this|"
    "teilen|drucken|partager|par|sur|envoyer|compartir|en|por|condividi|su|compartilhar|delen|dela|del|dele|"
    "artiklen|på|like|discuss|udostępnij|поделиться|в|paylaş"
)
"""Words that lines which pass the article on consist of."""


def is_networks(line: str) -> bool:
    """Whether a line (bare) names networks and says little else.

    >>> is_networks("facebook instagram linkedin x"), is_networks("share link"), is_networks("line by line")
    (True, False, False)
    """
    words = line.split()
    if words and words[0] not in PASSES_ON:
        return False
    named = sum(word in NETWORKS for word in words)
    if not named:
        return len(words) > 1 and words.count("share") == len(words)
    return 3 * named >= len(words) and all(word in PASSES_ON for word in words)


_TITLES: Mapping[Label, tuple[str, ...]] = MappingProxyType(
    {
        Label.RELATED: (
            "related|related articles|related content|related coverage|related links|related news|related posts|"
            "related stories|related blogs|related reading|read next|read also|see also|up next|next article|"
            "previous article|recent posts|recent articles|recent stories|more news|more stories|more like this|"
            "more headlines|most popular|most popular today|most read|most read stories|most viewed|most shared|",
            "most commented|most recent|popular|popular now|popular posts|popular stories|popular articles|"
            "popular videos|trending|trending now|trending stories|trending articles|editor's picks|editors' picks|"
            "editors picks|our picks|top picks|top stories|top news|top headlines|latest news|latest stories|"
            "latest videos|latest articles|latest posts|latest headlines|breaking news|recommended|recommended "
            "for you|",
            "recommended reading|recommended stories|you may also like|you might also like|you may like|"
            "you might be interested in|you may also be interested in|don't miss|in case you missed it|also in "
            "the news|"
            "other news|other stories|other articles|elsewhere on the web|from our archives|from the archives|"
            "from around the web|around the web|further reading|keep reading|what to read next|must read|must reads|",
            "in other news|in this section|featured|featured stories|featured articles|featured posts|check out next|"
            "today's top stories|today's headlines|more from|more on this|more on this story|more on|read more on|"
            "lesen sie auch|mehr zum thema|das könnte sie auch interessieren|meistgelesen|meistgelesene artikel|",
            "auch interessant|weitere artikel|weitere nachrichten|weitere themen|neueste artikel|aktuelle nachrichten|"
            "top-themen|empfehlungen|passend zum thema|mehr aus|lire aussi|à lire aussi|à lire|les plus lus|"
            "les plus lues|sur le même sujet|dans la même rubrique|articles liés|voir aussi|dernières actualités|"
            "nos recommandations|le plus lu|lea también|le puede interesar|te puede interesar|lo más leído|lo "
            "más visto|",
            "más noticias|noticias relacionadas|artículos relacionados|últimas noticias|leggi anche|più letti|i "
            "più letti|"
            "articoli correlati|ultime notizie|potrebbe interessarti|leia também|leia mais|mais lidas|mais lidos|"
            "notícias relacionadas|últimas notícias|veja também|lees ook|meest gelezen|meer nieuws|gerelateerd|"
            "gerelateerde artikelen|läs också|läs även|mest läst|mest lästa|relaterat|mer från|senaste nytt|"
            "les også|mest lest|flere saker|siste nytt|læs også|mest læst|mest læste|flere artikler|seneste nyt|",
            "lue myös|luetuimmat|luetuimmat jutut|uusimmat|czytaj też|czytaj także|czytaj więcej|zobacz także|"
            "zobacz też|"
            "przeczytaj także|najczęściej czytane|najnowsze|polecane|polecamy|čtěte také|nejčtenější|související|"
            "olvasta már|legolvasottabb|citește și|cele mai citite|ilgili haberler|çok okunanlar|"
            "читайте также|по теме|самое читаемое|популярное|последние новости|новости по теме|другие новости|",
            "материалы по теме|лента новостей|смотрите также|главное|читайте також|相关新闻|相關新聞|相关阅读|热门新闻|"
            "推荐阅读|延伸閱讀|関連記事|関連ニュース|おすすめ|おすすめ情報|おすすめ記事|新着記事|"
            "アクセスランキング|ランキング|"
            "人気記事|速報|관련기사|많이 본 뉴스|اقرأ أيضا|الأكثر قراءة|أخبار ذات صلة",
        ),
        Label.COMMENTS: (
            "comments|comment|view comments|show comments|leave a comment|leave a reply|post a comment|add a comment|"
            "add comment|write a comment|join the conversation|join the discussion|discussion|reader comments|"
            "your comments|responses|replies|conversation|kommentare|kommentar schreiben|diskussion|leserkommentare|",
            "commentaires|réagir|vos réactions|comentarios|deja un comentario|commenti|lascia un commento|comentários|"
            "deixe um comentário|reacties|reageer|kommentarer|kommentera|kommenter|kommentit|komentarze|dodaj "
            "komentarz|"
            "komentáře|hozzászólások|comentarii|yorumlar|yorum yap|комментарии|обсуждение|оставить комментарий|"
            "коментарі|",
            "评论|評論|コメント|コメントを書く|댓글|تعليقات|التعليقات",
        ),
        Label.SHARE: (
            "share|share this|share this article|share this story|share this post|share this page|share this "
            "video|share via|share on|share to|"
            "share page|share article|about sharing|share options|sharing|share selection|follow us|follow us "
            "on|connect|connect with us|find us|find us on|social|"
            "social media|social media links|social links|social icons|social networks|social media accounts|"
            "follow us on social media|find us on social media|tweet|retweet|pin it|share link|copy link|link copied|"
            "link copied to clipboard|soziale medien|soziale netzwerke|twittern|link kopieren|link kopiert|"
            "réseaux sociaux|tweeter|copier le lien|lien copié|redes sociales|tuitear|twittear|copiar enlace|"
            "enlace copiado|social network|i nostri social|copia link|redes sociais|tweetar|copiar link|link copiado|"
            "sociale media|tweeten|kopieer link|sociala medier|kopiera länk|sosiale medier|kopier lenke|"
            "sociale medier|kopier link|sosiaalinen media|kopioi linkki|media społecznościowe|kopiuj link|"
            "skopiuj link|sociální sítě|kopírovat odkaz|közösségi média|rețele sociale|sosyal medya|"
            "мы в социальных сетях|социальные сети|копировать ссылку|скопировать ссылку|ссылка скопирована|"
            "stay connected|teilen|artikel teilen|folgen sie uns|partager|partager l'article|suivez-nous|",
            "compartir|comparte|síguenos|condividi|seguici|seguici su|compartilhar|compartilhe|siga-nos|delen|deel|"
            "deel dit artikel|volg ons|dela|dela artikeln|följ oss|del|del artikkelen|del artiklen|følg oss|følg os|"
            "jaa|udostępnij|podziel się|sdílet|megosztás|distribuie|paylaş|поделиться|поделитесь|мы в соцсетях|",
            "поділитися|分享|分享到|シェア|シェアする|共有|공유|شارك|مشاركة",
        ),
        Label.TAGS: (
            "tags|tag|topics|related topics|keywords|filed under|more about|in this article|topics in this article|"
            "categories and tags|read more about|explore more|schlagworte|schlagwörter|themen|stichwörter|mots-clés|",
            "étiquettes|thèmes|sur le sujet|etiquetas|temas|temas relacionados|argomenti|assuntos|tópicos|"
            "onderwerpen|trefwoorden|"
            "ämnen|etiketter|emner|relaterte emner|emneord|nøkkelord|avainsanat|aiheet|tagi|tematy|štítky|"
            "címkék|etichete|etiketler|теги|метки|темы|темы дня|标签|標籤|关键词|関連キーワード|キーワード|タグ|"
            "태그|كلمات مفتاحية|الكلمات الدلالية",
        ),
        Label.BYLINE: (
            "about the author|about the authors|about the writer|author|the author|written by|meet the author|"
            "über den autor|über die autorin|zum autor|zur autorin|l'auteur|à propos de l'auteur|sobre el autor|"
            "acerca del autor|",
            "l'autore|sobre o autor|over de auteur|om författaren|om forfatteren|o autorze|об авторе|автор|作者|著者",
        ),
        Label.ADVERTISEMENT: (
            "sponsored|sponsored content|sponsored stories|sponsored features|sponsored links|sponsored by|promoted|"
            "promoted content|promoted stories|paid content|paid post|partner content|from our partners|ad feature|",
            "sponsor content|anzeigen|gesponsert|bezahlter inhalt|contenu sponsorisé|contenido patrocinado|"
            "contenuti sponsorizzati|conteúdo patrocinado|promowane treści|artykuł sponsorowany|партнерский материал|"
            "новости партнеров|на правах рекламы|推广|pr",
        ),
        Label.LEGAL: (
            "contact|contact us|address|addresses|phone|publisher|editor-in-chief|editor in chief|legal notice|"
            "disclaimer|imprint|impressum|herausgeber|chefredakteur|verantwortlich|anschrift|mentions légales|"
            "directeur de la publication|directeur de publication|aviso legal|note legali|redactie|ansvarig utgivare|",
            "ansvarlig redaktør|ansv. redaktør og adm. direktør|ansv. chefredaktør|nyhetsredaktør|politisk "
            "redaktør|utgiver|"
            "udgiver|adresse|adresser|kontakt|chefredaktör|päätoimittaja|redaktor naczelny|wydawca|учредитель|"
            "главный редактор|адрес редакции|телефон редакции|電話|住所",
        ),
    }
)


def _each_title() -> Iterator[tuple[str, Label]]:
    for label, listed in _TITLES.items():
        for line in listed:
            for phrase in line.split("|"):
                yield phrase, label


TITLES: Mapping[str, Label] = MappingProxyType({phrase: label for phrase, label in _each_title() if phrase})
"""Titles of the sections around an article, and what stands below them."""
