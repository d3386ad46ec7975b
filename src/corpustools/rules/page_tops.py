"""What stands first on pages: links past the menus, and dialogues of consent."""

from corpustools.rules.phrases import phrases

SKIP_LINKS = phrases(
    "skip to content|skip to main content|skip to main navigation|skip to navigation|skip to search|",
    "jump to content|jump to navigation|jump to search|jump to recipe|jump to recipe print recipe|",
    "zum inhalt springen|hopp til innhold|fortsæt til indhold|本文へ移動|",
    "zum hauptinhalt springen|zum inhalt|zum hauptinhalt|direkt zum inhalt|aller au contenu principal|",
    "passer au contenu|aller directement au contenu|ir al contenido|ir al contenido principal|saltar al contenido|",
    "saltar al contenido principal|pasar al contenido principal|pular para o conteúdo|"
    "pular para o conteúdo principal|ir para o conteúdo|ir para o conteúdo principal|saltar para o conteúdo|",
    "vai al contenuto|vai al contenuto principale|salta al contenuto|salta al contenuto principale|passa al contenuto|",
    "naar de inhoud|ga naar de inhoud|naar inhoud|ga naar hoofdinhoud|overslaan en naar de inhoud gaan|",
    "hoppa till innehåll|hoppa till huvudinnehåll|till innehåll på sidan|gå til indhold|gå til hovedindhold|"
    "hopp til hovedinnhold|gå til innhold|hopp til hovedinnholdet|siirry sisältöön|siirry pääsisältöön|"
    "hyppää sisältöön|fara í efni|",
    "przejdź do treści|przejdź do głównej treści|przejdź do zawartości|przejdź do głównej zawartości|"
    "přejít na obsah|přejít k obsahu|přeskočit na obsah|přejít k hlavnímu obsahu|preskočiť na obsah|"
    "prejsť na obsah|skočiť na hlavný obsah|preskoči na vsebino|preskoči na sadržaj|idi na sadržaj|",
    "ugrás a tartalomra|ugrás a tartalomhoz|sari la conținut|mergi la conținut|",
    # "İ" in small letters is an "i" with a dot of its own.
    "içeriğe geç|i̇çeriğe geç|içeriğe atla|i̇çeriğe atla|ana içeriğe atla|",
    "перейти к содержимому|перейти к содержанию|перейти к основному содержанию|перейти до вмісту|"
    "перейти до основного вмісту|перейти к контенту|към съдържанието|прескочи на садржај|",
    "μετάβαση στο περιεχόμενο|μετάβαση στο κύριο περιεχόμενο|saltar ao contido|vés al contingut|salta al contingut|"
    "joan edukira|chuyển đến nội dung chính|bỏ qua nội dung|langsung ke konten|lewati ke konten|skip ke konten|",
    "تخطي إلى المحتوى|تخطى إلى المحتوى|انتقل إلى المحتوى|تجاوز إلى المحتوى الرئيسي|رفتن به محتوا|پرش به محتوا|"
    "דילוג לתוכן|דלג לתוכן|דלג לתוכן העיקרי|मुख्य सामग्री पर जाएं|सामग्री पर जाएं|ข้ามไปที่เนื้อหา|",
    "メインコンテンツへスキップ|コンテンツへスキップ|本文へスキップ|本文へ|メインコンテンツへ移動|本文に移動|",
    "跳至主要內容|跳至主要内容|跳到主要内容|跳至内容|跳至內容|跳转到主要内容|본문 바로가기|본문으로 바로가기|"
    "콘텐츠로 건너뛰기|메뉴 건너뛰기|주메뉴 바로가기",
)
"""Lines that are such a link and nothing else: screen readers read them, and so do dumps."""

CONSENT_TITLES = phrases(
    "we value your privacy|we care about your privacy|we respect your privacy|your privacy|your privacy matters|",
    "your privacy choices|your privacy is important to us|this website uses cookies|this site uses cookies|"
    "we use cookies|cookie consent|privacy preference center|privacy preference centre|manage your privacy|",
    "wir respektieren ihre privatsphäre|ihre privatsphäre ist uns wichtig|ihre privatsphäre|diese website verwendet "
    "cookies|diese webseite verwendet cookies|cookie-einstellungen|privatsphäre-einstellungen|",
    "le respect de votre vie privée est notre priorité|votre vie privée est importante|valoramos tu privacidad|"
    "valoramos su privacidad|su privacidad es importante para nosotros|nos importa tu privacidad|"
    "la tua privacy è importante per noi|rispettiamo la tua privacy|valorizamos a sua privacidade|"
    "a sua privacidade é importante para nós|wij hechten waarde aan uw privacy|uw privacy is belangrijk voor ons|"
    "szanujemy twoją prywatność|vi värdesätter din integritet|vi verner om personvernet ditt|"
    "vi respekterer dit privatliv|arvostamme yksityisyyttäsi|",
)
"""Titles of the dialogues that ask for consent to be tracked."""

ABOVE_TITLES = phrases(
    "for immediate release|immediate release|for release|press release|news release|media release|press statement|",
    "for immediate publication|embargoed|under embargo|",
    "pressemitteilung|presseinformation|medienmitteilung|zur sofortigen veröffentlichung|communiqué de presse|",
    "communiqué|pour diffusion immédiate|nota de prensa|comunicado de prensa|para publicación inmediata|",
    "comunicato stampa|comunicado de imprensa|nota de imprensa|persbericht|pressmeddelande|pressemelding|"
    "pressemeddelelse|tiedote|informacja prasowa|komunikat prasowy|tisková zpráva|sajtóközlemény|comunicat de presă|",
    "basın bülteni|basın açıklaması|пресс-релиз|прес-реліз|δελτίο τύπου|",
    "新闻稿|新聞稿|プレスリリース|보도자료|بيان صحفي|",
    "view this email in your browser|view this email in browser|view in browser|view in your browser|view online|",
    "view as webpage|view as a web page|view web version|read online|read in browser|open in browser|",
    "im browser ansehen|im browser öffnen|newsletter im browser ansehen|webversion|webansicht|voir dans le navigateur|"
    "afficher dans le navigateur|voir la version en ligne|ver en el navegador|ver este correo en su navegador|",
    "visualizza nel browser|visualizza nel tuo browser|ver no navegador|bekijk in browser|bekijk online|"
    "visa i webbläsare|se i nettleser|vis i browser|zobacz w przeglądarce|открыть в браузере|посмотреть в браузере",
)
"""Lines above a title that say what kind of paper it is, or lead to another form of a newsletter."""
