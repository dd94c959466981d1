/** Names that spreadsheets and CRMs give to the columns of the import files. */
import type { Kind } from '../../../../shared/import/files.ts';

type Names = Readonly<Record<string, string>>;

/** Names with "|" between them; the column's own name need not stand here. Compared without case, accents and signs. */
const EVERYWHERE: Names = {
  partner_id:
    'partner no|partner number|partner nr|partner num|partner code|partner key|partner ref|partner #|MPN id|MPN number|MPN no|mpn|PGA id|account id|account number|account no|company id|organization id|organisation id|org id|partnernummer|partner-nr.|partnerkennung|id partner|id partenaire|id du partenaire|numéro de partenaire|n° partenaire|id del partner|id de socio|id socio|código de socio|파트너 id|파트너 번호|合作伙伴 id|合作伙伴编号|合作夥伴 id|合作夥伴編號|パートナー id',
  membership_id:
    'membership no|membership number|membership nr|membership|membership #|mitgliedschaft|mitgliedsnummer|id adhésion|id de membresía|subscription id|contract id|멤버십 id|会员编号|會員編號',
  employee_id:
    'employee no|employee number|employee nr|employee #|staff id|person id|user id|mitarbeiter id|mitarbeiternummer|personalnummer|id employé|id de empleado|직원 id|사번|员工编号|員工編號',
  country:
    'country code|billing country|mailing country|country/region|country region|country name|land|länderkürzel|ländercode|pays|país|paese|nation|국가|国家|国家/地区|國家|國家/地區|国',
  competency: 'competency name|competence|kompetenz|compétence|competencia|competenza|solution area|역량|能力',
};

const BY_KIND: Readonly<Record<Kind, Names>> = {
  partners: {
    partner_id: 'id|partner',
    name: 'partner name|partner|company|company name|account name|organization|organisation|organization name|organisation name|legal name|firma|firmenname|unternehmen|nom|nom du partenaire|raison sociale|nombre|razón social|nome|파트너 이름|회사명|회사 이름|公司名称|名称|公司名稱|名稱|会社名',
    verified_domains:
      'verified domain|domains|domain|web domains|email domains|verifizierte domains|domaines|domaines vérifiés|dominios|domini|도메인|域名|網域',
    profile_reviewed_on:
      'profile reviewed|profile last reviewed|profile last reviewed on|profile review|profile review date|profile reviewed date|last profile review|reviewed on|reviewed|last reviewed|last review|review date|profil geprüft am|geprüft am|profil vérifié le|revisado el|프로필 검토일|资料审核日期|資料審核日期',
    mct_count:
      'mct|mcts|number of mcts|no of mcts|mct number|trainers|number of trainers|trainer count|trainer|anzahl trainer|anzahl mct|formateurs|nombre de mct|formadores|트레이너 수|培训师数|講師人數',
  },
  contacts: {
    partner_id: 'partner',
    role: 'contact role|contact type|type|role name|admin role|user role|rolle|rôle|rol|ruolo|função|역할|角色',
    name: 'contact|contact name|full name|display name|person|ansprechpartner|kontakt|nom|nom complet|nombre|nombre completo|nome|이름|담당자|姓名|联系人|聯絡人|氏名',
    email:
      'e-mail|mail|email address|e-mail address|mail address|emailaddress|contact email|work email|e-mail-adresse|mailadresse|courriel|adresse e-mail|correo|correo electrónico|posta elettronica|이메일|메일|电子邮件|邮箱|電子郵件|信箱|メール',
    locale:
      'language|lang|preferred language|language code|mail language|correspondence language|sprache|langue|idioma|lingua|언어|语言|語言|言語',
  },
  memberships: {
    partner_id: 'partner',
    membership_id: 'id',
    offer:
      'offer name|offer type|product|product name|membership type|program|programme|angebot|offre|oferta|offerta|오퍼|产品|產品|优惠|優惠',
    level: 'competency level|tier|membership level|stufe|niveau|nivel|livello|등급|级别|等級|級別',
    learning_option:
      'learning|learning opt|has learning option|with learning option|learning option (y/n)|lernoption|option learning|opción learning|학습 옵션|学习选项|學習選項',
    purchased_on:
      'purchase date|purchased|purchased date|date purchased|date of purchase|bought on|start date|kaufdatum|gekauft am|date d’achat|date achat|acheté le|fecha de compra|data di acquisto|구매일|구입일|购买日期|購買日期',
    paid_through_cycle:
      'paid through|paid cycles|cycles|cycle|paid through cycle no|cycles paid|renewals paid|renewals|renewal count|anniversaries paid|paid anniversaries|renewed cycles|number of renewals|times renewed|bezahlte zyklen|verlängerungen|cycles payés|renouvellements|ciclos pagados|renovaciones|갱신 횟수|续订次数|續約次數',
  },
  invoices: {
    partner_id: 'partner|customer id|bill-to id|sold-to id|customer number|customer no|kundennummer',
    invoice_number:
      'invoice|invoice no|invoice nr|invoice id|invoice #|invoice num|document number|document no|doc no|document id|billing document|bill number|rechnungsnummer|rechnung|rechnungs-nr.|belegnummer|numéro de facture|n° facture|facture|número de factura|factura|numero fattura|송장 번호|发票号|发票号码|發票號碼',
    line: 'line no|line number|line nr|line #|item no|position|pos|posten|zeile|ligne|línea|riga|행|행 번호|行|行号|行號|項次',
    document_type:
      'doc type|document|type|transaction type|invoice type|billing type|belegart|dokumenttyp|type de document|tipo de documento|tipo documento|문서 유형|单据类型|文件類型',
    invoice_date:
      'date|document date|doc date|posting date|billing date|invoiced on|date of invoice|rechnungsdatum|belegdatum|datum|date de facture|date facture|fecha|fecha de factura|data fattura|송장 날짜|송장일|发票日期|發票日期',
    omlp_type:
      'omlp|courseware type|courseware|product|product type|item type|sku|produkt|produit|producto|제품|产品|產品',
    purchase_units:
      'units|quantity|qty|purchased units|units purchased|menge|anzahl|quantité|cantidad|quantità|수량|数量|數量',
    kpi_value: 'kpi|kpi points|kpi pts|points|kpi score|kpi-wert|valeur kpi|valor kpi|kpi 값|kpi 值',
    revenue_value:
      'revenue|amount|net amount|total amount|value|line amount|net value|net revenue|billed amount|invoice amount|umsatz|betrag|nettobetrag|montant|montant net|chiffre d’affaires|importe|ingresos|importo|금액|매출|金额|金額|收入',
    currency: 'currency code|curr|ccy|iso currency|währung|devise|moneda|divisa|valuta|통화|货币|币种|貨幣|幣別',
  },
  listings: {
    partner_id: 'partner|id',
    display_name:
      'name|listing name|directory name|listed as|anzeigename|nom affiché|nombre para mostrar|표시 이름|显示名称|顯示名稱',
    url: 'landing page|landing page url|website|web site|web page|link|page|listing url|webseite|site web|página|sitio web|웹사이트|网址|網址',
    about_partner_only:
      'about partner only attested|about partner|only about partner|about the partner only|about us only',
    no_competitors: 'no competitor|no competitors shown|without competitors|competitor free',
    owned_by_partner: 'owned by the partner|owned|page owned by partner|own page|partner owned',
  },
  employees: {
    partner_id: 'partner',
    employee_id: 'id',
    name: 'employee|employee name|full name|mitarbeiter|nom|nombre|nome|이름|姓名',
    associated_on:
      'associated|association date|associated since|joined|joined on|start|start date|hired on|since|from|eintritt|eintrittsdatum|seit|date d’entrée|fecha de alta|입사일|入职日期|到職日期',
    left_on:
      'left|leaving date|end date|end|until|to|departed on|austritt|austrittsdatum|date de sortie|fecha de baja|퇴사일|离职日期|離職日期',
  },
  achievements: {
    partner_id: 'partner',
    employee_id: 'id|employee',
    certification:
      'certification name|certificate|exam|exam code|assessment|zertifizierung|zertifikat|certificación|certificazione|인증|자격증|认证|證照|認證',
    completed_on:
      'completed|completion date|date completed|passed on|passed|achieved on|achievement date|date|bestanden am|abgeschlossen am|obtenu le|fecha|취득일|完成日期|取得日期',
    expires_on:
      'expires|expiry|expiry date|expiration date|expiration|valid until|valid to|gültig bis|expire le|caduca el|만료일|到期日期|到期日',
  },
  performance: {
    partner_id: 'partner',
    metric: 'measure|kpi|indicator|goal|kennzahl|indicateur|métrica|지표|指标|指標',
    value: 'figure|amount|result|wert|valeur|valor|valore|값|值|數值',
    measured_on:
      'measured|date|measurement date|date measured|as of|as of date|gemessen am|stand|mesuré le|fecha|측정일|测量日期|測量日期',
  },
  tokens: {
    partner_id: 'partner',
    token_id: 'id|token|token no|token number|benefit id|license id|licence id|lizenz id|토큰 id|令牌 id',
    kind: 'token kind|type|token type|benefit type|license type|licence type|art|typ|종류|类型|類型',
    product: 'product name|produkt|produit|producto|제품|产品|產品',
    seats: 'seat count|number of seats|quantity|plätze|anzahl|좌석 수|席位|席次',
    activations: 'activation count|number of activations|aktivierungen|활성화 수|激活次数|啟用次數',
    edition: 'vs edition|subscription level|에디션|版本',
    issued_on: 'issued|issue date|date issued|ausgestellt am|émis le|emitido el|발급일|签发日期|核發日期',
    activated_on:
      'activated|activation date|date activated|aktiviert am|activé le|activado el|활성화 날짜|激活日期|啟用日期',
    tenant: 'tenant id|tenant domain|mandant|테넌트|租户|租用戶',
    assigned_to:
      'assignee|assigned|assigned user|user|user email|zugewiesen an|attribué à|asignado a|할당 대상|分配给|指派給',
    assigned_on:
      'assigned date|assignment date|date assigned|zugewiesen am|attribué le|asignado el|할당일|分配日期|指派日期',
  },
};

/** Other names of a column. */
export function synonymsOf(kind: Kind, column: string): readonly string[] {
  const names = [EVERYWHERE[column], BY_KIND[kind][column]].filter((list) => list !== undefined);
  return names.flatMap((list) => list.split('|'));
}

/** Columns of spreadsheets that never hold anything of the import files. */
export const NEVER_NEEDED: readonly string[] =
  'note|notes|remark|remarks|comment|comments|bemerkung|bemerkungen|kommentar|notizen|commentaire|remarques|notas|비고|备注|備註|phone|telephone|telefon|téléphone|mobile|fax|city|ort|stadt|ville|ciudad|street|strasse|address|address 1|zip|postal code|plz|state|region|segment|owner|account owner|account manager|partner manager|pdm|created|created on|created at|created by|created date|modified|modified on|modified by|last modified|updated|updated at|last updated|status|row|#|no|nr|lfd nr|salutation|anrede|title|job title|department|abteilung'.split(
    '|',
  );

/** What files and sheets are called, by what they hold. */
export const FILE_NAMES: Readonly<Record<Kind, string>> = {
  partners:
    'partner|partners|partner list|accounts|companies|organizations|organisations|partnerliste|firmen|partenaires|socios|파트너|合作伙伴|合作夥伴',
  contacts: 'contact|contacts|people|admins|kontakte|ansprechpartner|contactos|contatti|연락처|联系人|聯絡人',
  memberships: 'membership|memberships|mitgliedschaften|adhésions|membresías|멤버십|会员|會員資格',
  invoices: 'invoice|invoices|billing|invoice lines|rechnungen|factures|facturas|fatture|송장|발票|发票|發票',
  listings: 'listing|listings|directory|verzeichnis|annuaire|directorio|디렉터리|目录|目錄',
  employees: 'employee|employees|staff|mitarbeiter|employés|empleados|직원|员工|員工',
  achievements:
    'achievement|achievements|certifications|certificates|exams|zertifizierungen|certificaciones|인증|认证|認證',
  performance: 'performance|figures|metrics|kennzahlen|실적|业绩|績效',
  tokens: 'token|tokens|licences|licenses|benefits|lizenzen|licencias|토큰|令牌|权益',
};
