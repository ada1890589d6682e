"""What pages print around an article, in many languages: the tables `chrome` looks lines up in.

Phrases are compared without case, punctuation and symbols; a run of digits is ``#``. A language is added by adding
its words; a reason is the stable word that `Change.reason` shows.
"""

from __future__ import annotations

from collections.abc import Mapping


def _table(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.replace("\n", "|").split("|") if phrase.strip())


ANYWHERE: Mapping[str, frozenset[str]] = {
    "advertisement": _table("""
        advertisement | advertisements | sponsored content | story continues below | ad
        article continues below advertisement | continue reading below | article continues after advertisement
        story continues below advertisement | skip advertisement | after advertisement | remove ads | close ad
        scroll to continue | article continues below | advertisement continue reading below | report this ad
        publicidad | anuncio | continúa después de la publicidad | publicité | la suite après la publicité
        la suite après cette publicité | anzeige | werbung | artikel wird nach der werbung fortgesetzt | pubblicità
        continua dopo la pubblicità | continua a leggere dopo la pubblicità | publicidade
        continua depois da publicidade | continua após a publicidade | advertentie | lees verder na de advertentie
        artikel gaat verder na de advertentie | artikel gaat verder onder de advertentie | reklama
        dalsza część artykułu pod materiałem wideo | dalsza część tekstu pod reklamą | reklam | annons | annonse
        annonce | mainos | реклама | продолжение после рекламы | إعلان | إعلانات | 广告 | 廣告 | 広告 | 스폰서
        광고 | quảng cáo | iklan | διαφήμιση
        """),
    "navigation": _table("""
        skip to content | skip to main content | skip to navigation | skip navigation | jump to content
        skip to main | skip links | skip to footer | toggle navigation | toggle menu | open menu | close menu
        open in app | back to top | return to top | scroll to top | exit mobile version | view desktop version
        mobile version | close this dialog | enable javascript | open navigation menu | skip to search
        jump to navigation | skip past newsletter promotion | after newsletter promotion | view image in fullscreen
        view image in full screen | image in fullscreen | print this article | print this page | print this story
        saltar al contenido | ir al contenido | ir al contenido principal | abrir menú | cerrar menú | volver arriba
        salir de la versión móvil | versión móvil | aller au contenu | aller au contenu principal
        passer au contenu | ouvrir le menu | fermer le menu | retour en haut | quitter la version mobile
        zum inhalt springen | zum hauptinhalt springen | direkt zum inhalt | menü öffnen | menü schließen
        nach oben | zurück nach oben | zum seitenanfang | mobile version verlassen | zur startseite
        vai al contenuto | salta al contenuto | passa al contenuto principale | apri menu | chiudi menu | torna su
        esci dalla versione mobile | pular para o conteúdo | ir para o conteúdo | saltar para o conteúdo
        voltar ao topo | sair da versão mobile | ga naar de inhoud | ga naar inhoud | spring naar de inhoud
        naar boven | terug naar boven | mobiele versie afsluiten | przejdź do treści | przejdź do głównej treści
        powrót na górę | do góry | перейти к содержимому | перейти к содержанию | перейти к основному содержанию
        открыть меню | закрыть меню | наверх | انتقل إلى المحتوى | تخطي إلى المحتوى | التجاوز إلى المحتوى
        الخروج من نسخة الهاتف المحمول | العودة إلى الأعلى | 跳至内容 | 跳到内容 | 跳至主要内容 | 跳到主要內容
        返回顶部 | 回到頂部 | コンテンツへスキップ | 本文へスキップ | メインコンテンツへスキップ | 本文へ
        ページトップへ | ページの先頭へ | 본문 바로가기 | 콘텐츠로 건너뛰기 | hoppa till innehåll
        gå til hovedindhold | gå til innhold | siirry sisältöön | içeriğe geç | μετάβαση στο περιεχόμενο
        """),
    "listen": _table("""
        listen to this article | listen to article | listen to this story | listen to the story | # min listen
        play audio | your browser does not support the audio element | audio by carbonatix
        this is an automated voice | watch on youtube | escuchar artículo | escucha este artículo
        escuchar este artículo | escuchar la noticia | écouter l'article | écouter cet article | artikel anhören
        diesen artikel anhören | artikel vorlesen | beitrag anhören | ascolta l'articolo | ascolta questo articolo
        ouvir artigo | ouça este artigo | ouvir esta notícia | luister naar dit artikel | beluister dit artikel
        posłuchaj artykułu | posłuchaj tego artykułu | слушать статью | прослушать статью | послушать статью
        استمع إلى المقال | استمع إلى هذا المقال | استمع للمقال | 收听本文 | 收聽本文 | この記事を聞く | 記事を聞く
        音声で聞く
        """),
    "newsletter": _table("""
        sign up for our newsletter | sign up to our newsletter | subscribe to our newsletter | newsletter sign up
        join our newsletter | sign up for more like this | newsletter signup | get our newsletter | subscribe now
        sign up now | subscribe today
        sign up for our daily newsletter | sign up for our free newsletter | sign up for our weekly newsletter
        enter your email | your email address | type your email | email address | enter your email address
        suscríbete a nuestra newsletter | suscríbete a nuestro boletín | suscríbase a nuestro boletín
        abonnez vous à notre newsletter | inscrivez vous à notre newsletter | s'abonner à la newsletter
        newsletter abonnieren | newsletter bestellen | jetzt abonnieren | jetzt newsletter abonnieren
        zum newsletter anmelden | abonnieren sie unseren newsletter | iscriviti alla newsletter
        iscriviti alla nostra newsletter | assine nossa newsletter | assine a nossa newsletter
        subscreva a nossa newsletter | inscreva se na nossa newsletter | schrijf je in voor de nieuwsbrief
        schrijf je in voor onze nieuwsbrief | meld je aan voor de nieuwsbrief | zapisz się do newslettera
        zapisz się na newsletter | подпишитесь на рассылку | подписаться на рассылку | подпишитесь на нашу рассылку
        подпишитесь на новости | اشترك في النشرة البريدية | اشترك في نشرتنا الإخبارية | اشترك في نشرتنا البريدية
        订阅我们的新闻简报 | 订阅电子报 | 訂閱電子報 | 订阅我们的通讯 | ニュースレターに登録
        ニュースレターを購読する | メルマガ登録
        """),
}
"""Lines that are never body text, wherever they stand."""

ENDS: Mapping[str, frozenset[str]] = {
    "navigation": _table("""
        analysis | feature | features | interview | exclusive | editorial | column | columnists | long read
        the long read | review | reviews | breaking news | breaking | reportaje | entrevista | análisis | reportage
        analyse | enquête | kommentar | intervista | analisi | análise | reportagem | wywiad | interviews | интервью
        репортаж | حوار | تقرير | contents hide | hide contents | about wikipedia | disclaimers | cookie statement
        mobile view | developers | statistics | powered by wordpress | create account | add languages | random
        support us | search jobs | print subscriptions | status | teams | text to speech | followers | # followers
        start writing | get the app | ready for more | reuse this content | home | homepage | menu | main menu
        search | search for | log in | login | sign in | sign up | register | log out | logout | my account
        account | close | more | about | about us | contact | contact us | contacts | sitemap | site map | help
        faq | careers | jobs | archive | archives | shop | store | live | latest | latest news | news | sport
        sports | business | politics | opinion | world | culture | lifestyle | tech | technology | science | health
        travel | weather | video | videos | photos | fotos | photo gallery | galería | galerie | bilder | podcasts
        podcast | events | local | local news | blog | money | education | environment | entertainment | arts
        music | books | food | subscribe | follow | following | next | previous | next post | previous post
        next article | previous article | next story | back | read next | continue reading | read more | see more
        show more | load more | view more | view all | see all | settings | privacy | privacy policy | terms
        terms of service | terms of use | terms and conditions | accessibility | accessibility statement
        cookie policy | advertise | advertise with us | imprint | legal notice | legal | rss | rss feed | language
        english | dark mode | contents | table of contents | toggle the table of contents | article | talk | read
        edit | view history | view source | tools | from wikipedia the free encyclopedia | main page
        what links here | page information | donate | random article | # languages | editor's picks | get app
        write | inicio | portada | buscar | búsqueda | iniciar sesión | entrar | registrarse | noticias | deportes
        economía | política | opinión | mundo | cultura | sociedad | tecnología | ciencia | salud | viajes
        el tiempo | contacto | quiénes somos | sobre nosotros | aviso legal | política de privacidad
        política de cookies | últimas noticias | suscríbete | suscribirse | siguiente | anterior | secciones
        ver más | leer más | hemeroteca | accueil | rechercher | recherche | se connecter | connexion | s'abonner
        abonnez vous | s'inscrire | actualités | actualité | société | économie | politique | monde | sports
        sciences | santé | météo | à la une | en direct | contactez nous | à propos | qui sommes nous
        mentions légales | politique de confidentialité | plan du site | suivant | précédent | article suivant
        article précédent | voir plus | voir tout | rubriques | nos newsletters | startseite | suche | suchen
        anmelden | abmelden | registrieren | abo | abonnement | nachrichten | politik | wirtschaft | gesellschaft
        kultur | sport | wissen | wissenschaft | gesundheit | reise | wetter | panorama | meinung | mediathek
        kontakt | über uns | impressum | datenschutz | datenschutzerklärung | agb | nutzungsbedingungen
        barrierefreiheit | weiter | zurück | nächster artikel | vorheriger artikel | mehr | mehr anzeigen
        weiterlesen | zur übersicht | cookie einstellungen | hauptmenü | menü | newsletter | regional | lokales
        pagina iniziale | cerca | accedi | registrati | abbonati | notizie | cronaca | politica | economia | esteri
        cultura | spettacoli | scienze | salute | viaggi | meteo | contatti | chi siamo | note legali
        informativa sulla privacy | privacy e cookie | successivo | precedente | articolo successivo
        articolo precedente | leggi tutto | ultime notizie | início | página inicial | pesquisar | pesquisa
        iniciar sessão | assine | assinar | notícias | esportes | desporto | economia | mundo | saúde | ciência
        viagens | tempo | contato | contactos | quem somos | termos de uso | política de privacidade | próximo
        anterior | últimas notícias | ver mais | leia mais | ver tudo | voorpagina | zoeken | inloggen | aanmelden
        abonneren | nieuws | economie | politiek | cultuur | wetenschap | gezondheid | reizen | weer | over ons
        privacybeleid | privacyverklaring | algemene voorwaarden | colofon | volgende | vorige | volgend artikel
        vorig artikel | lees verder | meer | net binnen | binnenland | buitenland | regio | strona główna | szukaj
        zaloguj się | zaloguj | zarejestruj się | wiadomości | aktualności | gospodarka | polityka | świat | kraj
        kultura | nauka | zdrowie | podróże | pogoda | kontakt | o nas | polityka prywatności | regulamin | następny
        poprzedni | następny artykuł | poprzedni artykuł | czytaj dalej | więcej | zobacz więcej | region | главная
        главная страница | меню | поиск | найти | войти | вход | регистрация | подписка | подписаться | новости
        политика | экономика | общество | мир | культура | спорт | наука | здоровье | технологии | погода | контакты
        о нас | о проекте | реклама на сайте | политика конфиденциальности | пользовательское соглашение | следующая
        предыдущая | следующая статья | предыдущая статья | читать далее | показать ещё | показать еще | ещё
        все новости | лента новостей | архив | видео | фото | мнения | الرئيسية | الصفحة الرئيسية | القائمة | بحث
        ابحث | تسجيل الدخول | دخول | تسجيل | اشترك | أخبار | الأخبار | سياسة | اقتصاد | مجتمع | العالم | عالم
        ثقافة | رياضة | علوم | صحة | تكنولوجيا | الطقس | فيديو | صور | اتصل بنا | تواصل معنا | من نحن
        سياسة الخصوصية | شروط الاستخدام | التالي | السابق | المقال التالي | المقال السابق | اقرأ المزيد | المزيد
        آراء | محليات | 首页 | 首頁 | 主页 | 菜单 | 選單 | 搜索 | 搜尋 | 登录 | 登入 | 注册 | 註冊 | 新闻 | 新聞
        政治 | 经济 | 經濟 | 社会 | 社會 | 国际 | 國際 | 文化 | 体育 | 體育 | 科技 | 健康 | 天气 | 天氣 | 视频
        影片 | 图片 | 联系我们 | 聯絡我們 | 关于我们 | 關於我們 | 隐私政策 | 隱私權政策 | 使用条款 | 下一篇 | 上一篇
        阅读更多 | 閱讀更多 | 更多 | 查看更多 | 返回 | 娱乐 | 财经 | 生活 | 地方 | ホーム | トップ | トップページ
        メニュー | 検索 | ログイン | 会員登録 | ニュース | 経済 | 国際 | スポーツ | 科学 | 天気 | 地域 | 動画 | 写真
        お問い合わせ | 会社概要 | プライバシーポリシー | 利用規約 | 次の記事 | 前の記事 | 次へ | 前へ | 続きを読む
        もっと見る | 一覧 | サイトマップ | 暮らし | エンタメ | 特集 | 홈 | 메뉴 | 검색 | 로그인 | 회원가입 | 뉴스
        정치 | 사회 | 문화 | 스포츠 | 더보기
        """),
    "share": _table("""
        share | share this | share this article | share this story | share this page | share this post
        share article | tweet | tweet this | pin | pin it | email | e mail | mail | print | copy link | copy
        link copied | copy url | save | bookmark | like | like this | like loading | loading | send | whatsapp
        telegram | facebook | twitter | x | linkedin | reddit | pinterest | instagram | youtube | tiktok | threads
        mastodon | bluesky | flipboard | messenger | wechat | weibo | vkontakte | vk | line | tumblr | pocket | xing
        email this | post | gift this article | give this article | click to share | sharing | share options
        share full article | share link | save for later | save article | # shares | # claps | clap
        add to favorites | add as preferred on google | google news | follow us | restack | discuss | compartir
        comparte | compartir en | compártelo | compartir artículo | compartir esta noticia | tuitear | imprimir
        enviar por correo | correo | copiar enlace | guardar | síguenos | me gusta | enviar | copiar | partager
        partager l'article | partager cet article | tweeter | imprimer | envoyer par e mail | envoyer
        copier le lien | enregistrer | suivez nous | j'aime | courriel | teilen | artikel teilen
        diesen artikel teilen | beitrag teilen | twittern | drucken | per e mail | e mail senden | link kopieren
        merken | folgen sie uns | gefällt mir | mailen | weiterleiten | artikel drucken | condividi
        condividi articolo | condividi questo articolo | twitta | stampa | invia | invia per e mail | copia link
        salva | seguici | mi piace | compartilhar | compartilhe | compartilhe esta notícia | partilhar | partilhe
        tuitar | copiar link | salvar | siga nos | curtir | deel | delen | deel dit artikel | deel dit bericht
        tweeten | afdrukken | printen | kopieer link | link kopiëren | opslaan | bewaren | volg ons | udostępnij
        podziel się | drukuj | wyślij | kopiuj link | zapisz | skopiuj link | lubię to | поделиться | поделитесь
        поделиться статьёй | поделиться статьей | твитнуть | распечатать | печать | отправить | скопировать ссылку
        сохранить | вконтакте | одноклассники | ватсап | телеграм | нравится | شارك | مشاركة | شارك المقال
        شارك هذا المقال | غرد | تغريد | طباعة | اطبع | إرسال | نسخ الرابط | حفظ | فيسبوك | تويتر | واتساب | تابعنا
        تلغرام | 分享 | 分享文章 | 分享到 | 打印 | 列印 | 收藏 | 微博 | 微信 | 复制链接 | 複製連結 | 点赞 | 关注我们
        シェア | シェアする | ツイート | ツイートする | 印刷 | 印刷する | この記事をシェア | 記事をシェア
        リンクをコピー | 保存 | はてなブックマーク | ポスト | 공유 | 공유하기 | 인쇄 | 링크 복사 | paylaş | dela
        del | jaa
        """),
    "listen": _table("""
        listen | play | watch | read aloud | escuchar | escucha | écouter | anhören | vorlesen | ascolta | ouvir
        beluister | posłuchaj | слушать | прослушать | استمع | استماع | 收听 | 收聽 | 聴く | 듣기
        """),
    "cookies": _table("""
        accept | accept all | accept cookies | accept all cookies | reject all | reject | decline | manage cookies
        cookie settings | cookies settings | manage preferences | manage consent | i agree | got it | ok | allow all
        agree and close | aceptar | aceptar todo | aceptar todas | aceptar cookies | rechazar | rechazar todo
        configurar | configurar cookies | accepter | tout accepter | accepter et fermer | refuser | tout refuser
        paramétrer | gérer les cookies | personnaliser | akzeptieren | alle akzeptieren | alle cookies akzeptieren
        ablehnen | alle ablehnen | einstellungen | zustimmen | accetta | accetta tutti | accetta tutto | rifiuta
        rifiuta tutti | gestisci preferenze | impostazioni | aceitar | aceitar todos | rejeitar | recusar
        gerir cookies | accepteren | alles accepteren | cookies accepteren | weigeren | akceptuję
        akceptuj wszystkie | zaakceptuj | odrzuć | ustawienia | принять | принять все | согласен | отклонить
        настройки | أوافق | قبول | قبول الكل | رفض | إعدادات | 接受 | 接受全部 | 同意 | 拒绝 | 拒絕 | 同意する
        許可する | すべて許可 | 拒否する | 閉じる
        """),
}
"""Lines that are chrome at either end of the copied text; in the middle they may be headings."""

STARTERS: Mapping[str, frozenset[str]] = {
    "related": _table("""
        related | related articles | related stories | related posts | related topics | related content
        related news | related links | more on this story | more stories | more like this | more from
        you may also like | you might also like | you might be interested in | recommended | recommended for you
        recommended reading | read also | read next | most read | most popular | most viewed | popular
        popular posts | trending | trending now | latest | latest stories | latest posts | recent posts | up next
        more news | also in the news | top stories | editors' picks | don't miss | see also our | keep reading
        what to read next | suggested articles | more from this author | similar articles | elsewhere on the site
        artículos relacionados | noticias relacionadas | relacionado | relacionados | te puede interesar
        también te puede interesar | también te puede gustar | lo más leído | más leídas | lo más visto
        te recomendamos | más sobre este tema | noticias más leídas | lo más leído hoy | otras noticias
        más noticias | últimas entradas | más información | articles similaires | articles liés | à lire aussi
        lire aussi | sur le même sujet | sur le même thème | les plus lus | à lire également | dans la même rubrique
        a lire aussi | à voir aussi | a lire également | nos lecteurs ont aussi lu | nos suggestions | à découvrir
        vous aimerez aussi | vous pourriez aussi aimer | nos derniers articles | le plus lu | ähnliche artikel
        ähnliche beiträge | verwandte artikel | weitere artikel | mehr zum thema | lesen sie auch
        das könnte sie auch interessieren | das könnte dich auch interessieren | meistgelesen | auch interessant
        mehr lesen | das könnte sie interessieren | mehr aus dem ressort | meistgelesene beiträge
        weitere themen | neueste artikel | weitere nachrichten | meistgelesene artikel | articoli correlati
        articoli più letti | da non perdere | leggi anche su
        articoli simili | leggi anche | potrebbe interessarti | potrebbe interessarti anche
        ti potrebbe interessare | i più letti | più letti | altre notizie | artigos relacionados
        notícias relacionadas | leia também | veja também | você também pode gostar | mais lidas | mais notícias
        pode também gostar | gerelateerde artikelen | gerelateerd | lees ook | meer over dit onderwerp
        meest gelezen | ook interessant | meer nieuws | powiązane artykuły | czytaj także | czytaj również
        zobacz także | zobacz również | najczęściej czytane | polecane | przeczytaj także | podobne artykuły
        найпопулярніше | похожие статьи | читайте также | читать также | по теме | материалы по теме
        самое читаемое | популярное | рекомендуем | другие новости | ещё по теме | еще по теме
        вам может понравиться | مقالات ذات صلة | موضوعات ذات صلة | قد يهمك | قد يهمك أيضا | قد يهمك أيضًا
        مواضيع ذات صلة | أخبار ذات صلة | اقرأ أيضا | اقرأ أيضًا
        اقرأ أيضاً | الأكثر قراءة | قد يعجبك أيضا | ذات صلة | 相关文章 | 相關文章 | 相关新闻 | 相關新聞 | 相关阅读
        延伸阅读 | 延伸閱讀 | 推荐阅读 | 推薦閱讀 | 热门文章 | 熱門文章 | 热门新闻 | 猜你喜欢 | 你可能也喜欢
        関連記事 | 関連ニュース | あわせて読みたい | 人気記事 | おすすめ記事 | アクセスランキング | 最新記事
        この記事もおすすめ | 関連リンク | 관련 기사 | 관련기사 | 많이 본 뉴스
        """),
    "comments": _table("""
        comments | comment | # comments | # comment | comments # | leave a comment | leave a reply | post a comment
        add a comment | add comment | add new comment | ajouter un commentaire | kommentar hinzufügen
        write a comment | join the conversation | responses | responses # | # responses | # replies
        view comments | show comments | view comments # | show comments # | discussion about this post
        join the discussion | have your say | log in to comment | sign in to comment | readers' comments
        comments are closed | comentarios | # comentarios | # comentario | comentarios # | deja un comentario
        deja una respuesta | dejar un comentario | ver comentarios | escribe un comentario | commentaires
        # commentaires | # commentaire | commentaires # | laisser un commentaire | laissez un commentaire | réagir
        voir les commentaires | kommentare | # kommentare | # kommentar | kommentare # | schreibe einen kommentar
        kommentar schreiben | hinterlasse einen kommentar | diskutieren sie mit | zu den kommentaren | commenti
        # commenti | # commento | commenti # | lascia un commento | scrivi un commento | comentários | # comentários
        comentários # | deixe um comentário | deixe uma resposta | reacties | # reacties | reacties #
        geef een reactie | laat een reactie achter | plaats een reactie | reageer | komentarze | # komentarzy
        # komentarze | komentarze # | dodaj komentarz | skomentuj | комментарии | # комментариев | # комментария
        # комментарий | комментарии # | оставить комментарий | добавить комментарий | обсудить | التعليقات | تعليقات
        # تعليقات | # تعليق | اترك تعليقا | اترك تعليقًا | أضف تعليق | أضف تعليقا | 评论 | 評論 | # 条评论 | #条评论
        发表评论 | 發表評論 | 留言 | 网友评论 | 发表回复 | コメント | コメント # | # 件のコメント | #件のコメント
        コメントする | コメントを残す | コメントを書く | 댓글 | 댓글 # | 댓글 남기기
        """),
    "tags": _table("""
        tags | tag | topics | filed under | categories | posted in | keywords | more on
        explore more on these topics | in this article | etiquetas | temas | categorías | archivado en | mots clés
        thèmes | catégories | sujets | schlagwörter | schlagworte | themen | kategorien | stichworte | tag
        argomenti | categorie | temi | etiquetas | assuntos | tópicos | categorias | trefwoorden | onderwerpen
        categorieën | tagi | kategorie | tematy | теги | метки | темы | рубрики | وسوم | الوسوم | كلمات مفتاحية
        تصنيفات | 标签 | 標籤 | 关键词 | 分类 | タグ | カテゴリー | キーワード | 태그
        """),
}
"""Headings at the end of a page under which no body text follows."""

HOME = _table("""
        home | homepage | main page | front page | inicio | portada | accueil | startseite | start | home page
        pagina iniziale | início | página inicial | capa | voorpagina | strona główna | główna | главная
        главная страница | الرئيسية | الصفحة الرئيسية | 首页 | 首頁 | 主页 | ホーム | トップ | トップページ | top
        홈 | hem | hjem | forside | etusivu | ana sayfa | anasayfa | αρχική | trang chủ | beranda | you are here
        estás aquí | vous êtes ici | sie sind hier | sei qui | você está em | u bevindt zich hier | jesteś tutaj
        вы здесь | news | nachrichten | noticias | actualités | notizie | notícias | nieuws | wiadomości | новости
        أخبار | 新闻 | 新聞 | ニュース | section | kategorien
        """)
"""What a breadcrumb trail begins with."""

NOTE_HEADINGS = _table("""
        notes | note | footnotes | endnotes | references | sources | citations | notes and references | bibliography
        works cited | notas | notas al pie | referencias | fuentes | bibliografía | notas y referencias | références
        notes et références | notes de bas de page | sources | bibliographie | fußnoten | anmerkungen
        einzelnachweise | quellen | literatur | note a piè di pagina | riferimenti | fonti | bibliografia
        referências | notas de rodapé | fontes | noten | voetnoten | bronnen | referenties | przypisy | źródła
        uwagi | примечания | сноски | источники | литература | الهوامش | هوامش | ملاحظات | المراجع | المصادر | 注释
        注釋 | 脚注 | 腳註 | 参考文献 | 參考文獻 | 参考资料 | 注 | 註 | 出典 | 각주 | 참고문헌
        """)
"""Headings under which footnotes stand."""
