"""What pages say around an article in whole sentences, in many languages: the patterns `chrome` tries.

A pattern is added under the reason that `Change.reason` shows. All are tried without regard to case.
"""

from __future__ import annotations

import regex

_NETWORKS = (
    r"(?:facebook\w{0,2}|twitter\w{0,3}|x|linkedin|whatsapp|telegram|reddit|pinterest|e-?mail|mail|messenger|bluesky|threads|"
    r"mastodon|"
    r"instagram|flipboard|pocket|xing|tumblr|line|wechat|weibo|vk|вконтакте|фейсбук\w*|телеграм\w*|твиттер\w*|"
    r"فيسبوك|تويتر|واتساب|تلغرام|social media|redes sociales|微信|微博|フェイスブック|ツイッター)"
)
_ON = r"(?:on|via|in|to|by|en|por|sur|par|auf|bei|über|per|su|no|na|pelo|op|w|przez|в|во|на|через|على|عبر|到|on your)"
_SHARE = (
    r"(?:click to |haz clic para |cliquez pour |klick,? um |clicca per |clique para )?"
    r"(?:share|send|post|pin|tweet|save|email|compart\w+|publicar|enviar|partag\w+|envoyer|teilen|senden|condivid\w+|invia|"
    r"partilh\w+|"
    r"del(?:en|a)?|deel|udostępni\w*|подели\w+|отправить|شارك|مشاركة|分享)"
)

_NETWORK_NAMES = (
    r"(?:facebook\w{0,2}|twitter\w{0,3}|linkedin|whatsapp|telegram|reddit|pinterest|messenger|bluesky|mastodon|instagram|flipboard|"
    r"вконтакте|одноклассник\w*|фейсбук\w*|телеграм\w*|твиттер\w*|فيسبوك|تويتر|واتساب|تلغرام|"
    r"微信|微博|フェイスブック|ツイッター)"
)
CLEAR = rf"(?:{_NETWORK_NAMES}|x$)"
"""Networks whose names mean nothing else."""

BUTTONS: tuple[str, ...] = (
    rf"^{_SHARE}\b.{{0,40}}?\b{_ON} {CLEAR}\b.{{0,40}}$",
    rf"^(?:auf|via|per|bei|über|op) {CLEAR} (?:teilen|delen|versenden|senden|weiterleiten)$",
    rf"^{CLEAR}で(?:シェア|共有|ツイート).{{0,6}}$|^分享(?:到|至)?\s?[:：]?\s?(?:(?:{CLEAR}|QQ\S{{0,3}}|朋友圈)\s*)+$",
    rf"^подели\w+ (?:во? )?{CLEAR}$",
)

SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "share",
        (
            r"^(?:share|tweet|compart\w+|partag\w+|teilen|condivid\w+|partilh\w+|deel|delen|udostępni\w*)"
            rf"\b.{{0,24}}?\b{_ON} {_NETWORKS}\b[^.]{{0,30}}$"
        ),
    ),
    ("share", rf"^(?:auf|via|per|bei|über|op) {_NETWORKS} (?:teilen|delen|versenden|senden|weiterleiten)$"),
    (
        "cookies",
        (
            r"^(?:(?:we value )?your privacy|about your privacy|cookies? (?:on|help|allow)|by (?:continuing|"
            r"clicking|using)).{0,400}\bcookies?\b"
        ),
    ),
    ("share", rf"^follow .{{1,60}} {_ON} {_NETWORKS}\b.{{0,80}}$"),
    (
        "share",
        (
            r"^(?:follow us|follow @|like us|find us|"
            r"síguenos|suivez[ -]nous|folgen sie uns|folge uns|folgt uns|seguici|"
            r"siga[ -]nos|siga o |volg ons|śledź nas|obserwuj nas|подписывайтесь на (?:нас|наш)|следите за нами|"
            r"تابعنا|تابعونا|"
            r"关注我们|關注我們|フォローして).{0,100}$"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:we|this (?:web)?site|our (?:web)?site|our partners|"
            r"uses?) (?:and our partners )?(?:may )?(?:us(?:es?|ing)|stores?) "
            r"(?:\w+ )?(?:cookies|cookie)\b|\buse of cookies\b|"
            r"\bcookie (?:policy|settings|preferences|notice|consent)\b|"
            r"\baccept (?:all )?(?:our |the )?cookies\b|\b(?:privacy|consent) (?:choices|preferences)\b"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:utilizamos|usamos|utiliza|usa|uso de|utilização de|aceptar|aceptas|aceitar) (?:las |"
            r"os )?(?:\w+ )?cookies\b|"
            r"\b(?:política|configuración|ajustes|preferencias) de cookies\b"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:utilisons|utilise|utilisent|utilisation|accepter|acceptez|dépôt) (?:de |des |les |nos |"
            r"l'utilisation de )*cookies\b|"
            r"\bpolitique (?:de|en matière de|relative aux) cookies\b"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:verwenden|verwendet|nutzen|nutzt|setzen|benutzen|verwendung von|einsatz von|nutzung von) "
            r"(?:\w+ ){0,3}cookies\b|\bcookies (?:akzeptieren|ablehnen|zulassen|verwenden|zu)\b|"
            r"\bcookie-(?:richtlinie|einstellungen)\b"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:utilizza|utilizziamo|usa|usiamo|uso dei|utilizzo dei|accetta|accetti) (?:i |dei |\w+ )?cookie\b|"
            r"\bcookie policy\b"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:gebruiken|gebruikt|maken gebruik van|maakt gebruik van|plaatsen|accepteer|"
            r"gebruik van) (?:\w+ )?cookies\b"
        ),
    ),
    (
        "cookies",
        (
            r"\b(?:używa|używamy|wykorzystuje|wykorzystujemy|korzysta|stosuje|"
            r"stosujemy)\w* (?:z )?(?:plik\w+ )?(?:„)?cookies?\b|\bplik\w+ cookies?\b"
        ),
    ),
    (
        "cookies",
        r"(?:использу\w+|применя\w+|обработк\w+|собирае\w+) (?:файл\w+ )?(?:cookies?|куки)|файл\w+ (?:cookies?|куки)",
    ),
    (
        "cookies",
        (
            r"ملفات (?:تعريف )?(?:الارتباط|الكوكيز)|(?:使用|接受).{0,8}cookies?|cookies?を(?:使用|利用)|"
            r"クッキーを(?:使用|利用)|쿠키를 사용"
        ),
    ),
    (
        "newsletter",
        (
            r"^(?:sign up|signup|subscribe|get |join |want |enjoy |receive |don.t miss|never miss|stay (?:informed|"
            r"up to date|in touch)|"
            r"our (?:free )?(?:\w+ )?newsletter|delivered|the best of).{0,160}\b(?:newsletters?|inbox|e-?mails?|"
            r"briefing|subscri\w+)\b"
        ),
    ),
    (
        "newsletter",
        (
            r"^(?:suscr[íi]b|recib[ea]|apúnt|únete|inscr[íi]b|reg[íi]str|quieres).{0,160}\b(?:newsletters?|bolet\w+|"
            r"correo|suscri\w+)\b"
        ),
    ),
    (
        "newsletter",
        (
            r"^(?:abonnez|inscrivez|recevez|s'abonner|chaque (?:jour|semaine|matin)|"
            r"ne manquez).{0,160}\b(?:newsletters?|lettre|e-?mails?|boîte)\b"
        ),
    ),
    (
        "newsletter",
        (
            r"^(?:abonnier|jetzt|meld\w+|erhalten|bestell|newsletter|verpassen|möchten sie|hol\w*|immer).{0,160}"
            r"\b(?:newsletters?|postfach|e-?mails?|abonnieren)\b"
        ),
    ),
    (
        "newsletter",
        (
            r"^(?:iscriviti|iscrivetevi|ricevi|abbonati|resta aggiornato|non perder|vuoi).{0,160}\b(?:newsletters?|"
            r"e-?mails?|casella)\b"
        ),
    ),
    (
        "newsletter",
        r"^(?:assine|inscreva|receba|subscreva|cadastre|quer receber).{0,160}\b(?:newsletters?|boletim|e-?mails?)\b",
    ),
    (
        "newsletter",
        (
            r"^(?:schrijf je|meld je|ontvang|abonneer|wil je).{0,160}\b(?:nieuwsbrie\w+|newsletters?|mailbox|inbox|"
            r"e-?mails?)\b"
        ),
    ),
    (
        "newsletter",
        (
            r"^(?:zapisz|zasubskrybuj|otrzymuj|dołącz|bądź na).{0,160}\b(?:newsletter\w*|biuletyn\w*|e-?mail\w*|"
            r"skrzynk\w+)"
        ),
    ),
    (
        "newsletter",
        r"^(?:подпи\w+|получайте|хотите получать|будьте в курсе).{0,160}(?:рассылк\w+|новост\w+|канал\w*|почт\w+)",
    ),
    (
        "newsletter",
        (
            r"^(?:اشترك|سجل|احصل على).{0,160}(?:النشرة|نشرتنا|بريدك|البريدية)|^(?:订阅|訂閱).{0,40}(?:通讯|電子報|"
            r"电子报|新闻|邮件)|"
            r"^.{0,30}(?:メールマガジン|ニュースレター|メルマガ).{0,20}(?:登録|購読|受け取)"
        ),
    ),
    (
        "count",
        (
            r"^\p{Nd}[\p{Nd}\s.,]{0,12}[kKmM]?\s?(?:views?|reads?|visitas|lecturas|vistas|visualiza\w+|vues|lectures|aufrufe|"
            r"letture|weergaven|wyświetle\w+|odsłon\w*|просмотр\w*|прочтени\w*|مشاهدة|مشاهدات|次阅读|次浏览|阅读|浏览|回表示)$"
        ),
    ),
    (
        "support",
        (
            r"^(?:enjoyed|enjoying|liked?|loved?) (?:this|what you).{0,60}[?.!].{0,120}\b"
            r"(?:subscribe|sign up|support|share|donate|join)\b"
        ),
    ),
    (
        "footer",
        (
            r"^(?:this (?:page|site) (?:is )?|.{0,12})?best viewed (?:with|in|at)\b.{0,80}$|"
            r"^you are (?:the )?visitor (?:number|no)\b|"
            r"^(?:this page was )?last (?:updated|modified|changed)\b.{0,40}\p{Nd}{4}\b.{0,20}$"
        ),
    ),
    (
        "copyright",
        r"^(?:©|\(c\) ?\d{4}|copyright\s?(?:©|\(c\)|\d{4}|by\b|:)|℗|版权所有|著作権|転載禁止|無断転載|حقوق النشر)",
    ),
    (
        "copyright",
        (
            r"\b(?:all rights reserved|todos los derechos reservados|reservados todos los derechos|"
            r"tous droits réservés|"
            r"alle rechte vorbehalten|tutti i diritti (?:sono )?riservati|riproduzione riservata|"
            r"todos os direitos reservados|"
            r"alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены|reproduction interdite|"
            r"prohibida (?:su|la) reproducción)\b(?!\s+(?-i:\p{Ll}))|"
            r"جميع الحقوق محفوظة|保留所有权利|版權所有|版权所有|無断転載|禁止转载|禁无断转载|禁無断転載"
        ),
    ),
    (
        "comments",
        (
            r"^(?:your email address will not be published|you must be logged in to|log in to (?:leave|reply|comment)|"
            r"required fields are marked|this (?:entry|post) was posted in|be the first to comment|"
            r"no comments(?: yet)?|"
            r"comments are (?:closed|moderated|off)|tu dirección de correo electrónico no será|"
            r"votre adresse e-?mail ne sera|"
            r"(?:ihre|deine) e-?mail-adresse wird nicht|il tuo indirizzo e-?mail non sarà|"
            r"o seu endereço de e-?mail não será|"
            r"je e-?mailadres (?:zal|wordt) niet|twój adres e-?mail nie zostanie|ваш (?:адрес )?e-?mail не будет|"
            r"لن يتم نشر عنوان|"
            r"您的邮箱地址不会|您的電子郵件地址不會|メールアドレスが公開される)"
        ),
    ),
    (
        "tags",
        (
            r"^(?:tags?|tagged(?: with| in)?|topics?|filed under|categor(?:y|ies)|posted in|keywords|etiquetas|"
            r"temas|archivado en|categorías?|"
            r"mots[ -]clés|thèmes|catégories?|étiquettes|schlagw(?:ö|o)rte?r?|schlagworte|themen|kategorien?|"
            r"stichworte|argomenti|categori[ae]|"
            r"assuntos|tópicos|categorias?|trefwoorden|onderwerpen|categorieën|tagi|kategorie|tematy|теги|метки|"
            r"темы|рубрик[аи]|"
            r"وسوم|الوسوم|كلمات مفتاحية|التصنيفات|标签|標籤|关键词|關鍵字|分类|タグ|カテゴリー?|"
            r"キーワード)\s?[:：].{1,200}$"
        ),
    ),
    (
        "support",
        (
            r"^(?:if you (?:enjoyed|liked|like) (?:this|what)|thanks for reading|thank you for reading|"
            r"support (?:our|independent|local|us)|"
            r"become a (?:member|subscriber|supporter)|(?:this|it) (?:story|article|post) is for (?:paid )?subscribers|"
            r"already a (?:member|subscriber)|have an account|create (?:an|a free) account|download (?:our|the) app|"
            r"get (?:our|the) app|start your free trial|you have \d+ free|give today|make a donation|"
            r"gracias por leer|merci d'avoir lu|danke fürs lesen|grazie per aver letto|obrigado por ler|"
            r"bedankt voor het lezen)\b.{0,160}$"
        ),
    ),
)

ANYWHERE_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "newsletter",
        (
            r"^by (?:signing up|subscribing|registering|submitting (?:this form|your e-?mail)),? (?:\w+ )?you "
            r"(?:agree|accept|consent|acknowledge)\b|"
            r"^al (?:suscribir\w*|registrar\w*|inscribir\w*|darte de alta),? (?:usted )?acept|"
            r"^en vous (?:inscrivant|abonnant),? vous acceptez\b|"
            r"^mit (?:der|ihrer|deiner) (?:anmeldung|bestellung|registrierung)\b.{0,80}(?:\bzu\b|akzept|einverstanden)|"
            r"^(?:iscrivendo\w+|registrando\w+),? (?:accett|dichiar)|"
            r"^ao (?:se )?(?:inscrever|assinar|cadastrar|subscrever)(?:-se)?,? (?:\w+ ){0,3}(?:aceita|concorda)|"
            r"^door (?:je|u) (?:aan te melden|in te schrijven|te abonneren)\b|^zapisując się\b.{0,60}(?:zgad|akcept)|"
            r"^(?:подписываясь|нажимая (?:на )?кнопку)\b.{0,60}соглаша|"
            r"^you(?: are|['’]re) receiving this (?:e-?mail|newsletter|message)\b|^our mailing address is\b|"
            r"^(?:you can )?(?:\*\* )?(?:update your preferences|unsubscribe)\b.{0,120}$|"
            r"^you can .{0,8}(?:update your preferences|unsubscribe)\b|"
            r"^want to change how you receive these e-?mails\b|"
            r"^(?:\[?(?:click here to )?view (?:this|it)|having trouble (?:viewing|reading)|no images\?).{0,40}"
            r"\bbrowser\b"
        ),
    ),
    (
        "navigation",
        (
            r"^(?:was|is|did you find) this (?:page|article|guide|post|answer|content|information|story)\b.{0,10}"
            r"\b(?:helpful|useful|interesting)\b.{0,24}$|"
            r"^¿(?:te|le) ha (?:sido|resultado|parecido) (?:útil|interesante)|"
            r"^cet? (?:article|page) vous a[- ]t[- ]\w+ été utile|"
            r"^字[号體体号大小]{0,3}\s?[:：]?\s?大\s?中\s?小$|"
            r"^(?:text|font) size\s?:?(?:\s?(?:a|small|medium|large|\+|-)[+-]?)+$|"
            r"^back to (?:the )?(?:index|top|contents|home|list|overview)$|"
            r"^war (?:dieser|diese) (?:artikel|beitrag|seite) hilfreich|"
            r"^(?:questo|questa) (?:articolo|pagina) (?:è|ti è) stat\w utile|"
            r"^(?:este|esta) (?:artigo|página) foi útil|^was (?:dit|deze) (?:artikel|pagina) nuttig"
        ),
    ),
    (
        "support",
        (
            r"^(?:cet )?article réservé (?:aux|à nos) abonnés?$|^réservé (?:aux|à nos) abonnés?$|"
            r"^(?:this (?:article|story) is )?(?:exclusive to|exclusively for|for) (?:our )?subscribers(?: only)?$|"
            r"^subscribers? only$|^subscriber[- ](?:only|exclusive)(?: content)?$|"
            r"^(?:contenido )?(?:solo|exclusivo|exclusiva) (?:para )?(?:los )?(?:suscriptores|abonados)$|"
            r"^(?:exclusivo|só) para assinantes$|^(?:nur )?für abonnenten$|^(?:contenuto )?riservato agli abbonati$|"
            r"^(?:alleen )?voor abonnees$|^tylko dla (?:subskrybentów|prenumeratorów)$|^только для подписчиков$"
        ),
    ),
    (
        "share",
        rf"^(?:[*•-]+\s)?{_NETWORK_NAMES}\s?[(<\[]\s?https?://\S+\s?[)>\]]$",
    ),
    (
        "related",
        r"^read (?:more|on|the (?:full )?(?:story|article)) (?:on|at) (?:our|the) (?:web ?site|site|blog)\b.{0,80}$",
    ),
)
"""What no article says of itself: a page's own voice, wherever it stands."""

LABELLED = regex.compile(
    r"^(?:read (?:more|also|next|this)(?: about| on)?|see (?:also|more)|also read|more(?: on this)?|"
    r"related(?: (?:article|story|post|content|reading)s?)?|"
    r"le(?:ia|a|e) (?:también|tambien|más|também|mais|além)|lee aquí|te puede interesar|ver también|más información|"
    r"relacionad[oa]s?|veja (?:também|mais)|saiba mais|"
    r"(?:[àa] )?(?:lire|voir|écouter) (?:aussi|également)|voir aussi|sur le même sujet|"
    r"lesen sie (?:auch|mehr|dazu)|lies auch|mehr (?:dazu|zum thema)|siehe auch|auch interessant|"
    r"leggi anche|leggi tutto|vedi anche|lees (?:ook|meer|verder)|zie ook|bekijk ook|"
    r"czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|przeczytaj (?:także|też)|"
    r"читайте (?:также|ещё|еще|подробнее)|читать (?:также|ещё)|смотрите также|по теме|"
    r"اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|شاهد أيضا|延伸阅读|延伸閱讀|相关阅读|相关报道|推荐阅读|关联阅读|関連記事|"
    r"あわせて読みたい|関連)"
    r"\s?(?:[:：»>→|]|\s-\s)\s?(?P<rest>\S.*)$",
    regex.IGNORECASE,
)
