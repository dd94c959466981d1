/** Countries as people write them: codes of two or three letters, and names in many languages. */
import { COUNTRIES } from '../../../../shared/import/countries.ts';
import { plainName } from './plain-name.ts';

/** ISO 3166-1 alpha-3, in the order of `COUNTRIES`. */
const THREE_LETTERS = (
  'AND ARE AFG ATG AIA ALB ARM AGO ATA ARG ASM AUT AUS ABW ALA AZE BIH BRB BGD BEL BFA BGR BHR BDI BEN BLM BMU BRN ' +
  'BOL BES BRA BHS BTN BVT BWA BLR BLZ CAN CCK COD CAF COG CHE CIV COK CHL CMR CHN COL CRI CUB CPV CUW CXR CYP CZE ' +
  'DEU DJI DNK DMA DOM DZA ECU EST EGY ESH ERI ESP ETH FIN FJI FLK FSM FRO FRA GAB GBR GRD GEO GUF GGY GHA GIB GRL ' +
  'GMB GIN GLP GNQ GRC SGS GTM GUM GNB GUY HKG HMD HND HRV HTI HUN IDN IRL ISR IMN IND IOT IRQ IRN ISL ITA JEY JAM ' +
  'JOR JPN KEN KGZ KHM KIR COM KNA PRK KOR KWT CYM KAZ LAO LBN LCA LIE LKA LBR LSO LTU LUX LVA LBY MAR MCO MDA MNE ' +
  'MAF MDG MHL MKD MLI MMR MNG MAC MNP MTQ MRT MSR MLT MUS MDV MWI MEX MYS MOZ NAM NCL NER NFK NGA NIC NLD NOR NPL ' +
  'NRU NIU NZL OMN PAN PER PYF PNG PHL PAK POL SPM PCN PRI PSE PRT PLW PRY QAT REU ROU SRB RUS RWA SAU SLB SYC SDN ' +
  'SWE SGP SHN SVN SJM SVK SLE SMR SEN SOM SUR SSD STP SLV SXM SYR SWZ TCA TCD ATF TGO THA TJK TKL TLS TKM TUN TON ' +
  'TUR TTO TUV TWN TZA UKR UGA UMI USA URY UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM MYT ZAF ZMB ZWE'
).split(' ');

/** Reserved codes that mean a country: the European Commission's, and that of the United Kingdom. */
const RESERVED: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

const LANGUAGES =
  'en de fr es pt it nl sv da nb fi pl cs sk hu ro tr ru uk el ja ko zh-Hans zh-Hant vi th id he ar'.split(' ');

/** Names that ISO, the UN or people use, and Unicode does not. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  US: ['U.S.', 'America', 'United States of America', 'the United States'],
  GB: [
    'Great Britain',
    'United Kingdom of Great Britain and Northern Ireland',
    'England',
    'Scotland',
    'Wales',
    'Northern Ireland',
  ],
  KR: ['Republic of Korea', 'Korea, Republic of', 'Korea (Republic of)', 'Korea, South', 'Korea (South)', 'S. Korea'],
  KP: ['Korea, North', "Korea, Democratic People's Republic of", "Democratic People's Republic of Korea"],
  CN: ["People's Republic of China", 'PRC', 'Mainland China', 'China mainland'],
  TW: ['Taiwan, Province of China', 'Republic of China', 'Taiwan, ROC', 'Chinese Taipei'],
  HK: ['Hong Kong', 'Hongkong', 'Hong Kong SAR'],
  MO: ['Macau', 'Macao', 'Macao SAR'],
  CZ: ['Czech Republic'],
  NL: ['Holland', 'The Netherlands'],
  RU: ['Russian Federation'],
  VN: ['Viet Nam'],
  TR: ['Turkey', 'Türkiye'],
  CI: ['Ivory Coast'],
  IR: ['Iran, Islamic Republic of'],
  SY: ['Syrian Arab Republic'],
  LA: ["Lao People's Democratic Republic"],
  MD: ['Republic of Moldova', 'Moldova, Republic of'],
  MK: ['Macedonia', 'Republic of North Macedonia'],
  TZ: ['United Republic of Tanzania', 'Tanzania, United Republic of'],
  VE: ['Venezuela, Bolivarian Republic of'],
  BO: ['Bolivia, Plurinational State of'],
  BN: ['Brunei Darussalam'],
  CD: ['DR Congo', 'DRC', 'Democratic Republic of the Congo'],
  CG: ['Republic of the Congo'],
  SZ: ['Swaziland'],
  MM: ['Burma'],
  CV: ['Cape Verde', 'Cabo Verde'],
  AE: ['UAE', 'U.A.E.'],
  PS: ['Palestine, State of', 'Palestine'],
  VA: ['Holy See'],
};

/** Names that are not one country's. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = { Korea: ['KR', 'KP'], Congo: ['CD', 'CG'] };

let names: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The countries that a text may mean, by their codes of two letters: none, one, or several. */
export function countriesOf(text: string): readonly string[] {
  const code = text.toUpperCase();
  if (COUNTRIES.has(code)) return [code];
  if (RESERVED[code] !== undefined) return [RESERVED[code]];
  const long = THREE_LETTERS.indexOf(code);
  if (long !== -1) return [[...COUNTRIES][long] ?? ''];
  names ??= readNames();
  return [...(names.get(plainName(text)) ?? [])];
}

function readNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (name: string, country: string): void => {
    const plain = plainName(name);
    if (plain !== '') found.set(plain, (found.get(plain) ?? new Set()).add(country));
  };
  for (const language of LANGUAGES)
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
      for (const country of COUNTRIES) add(display.of(country) ?? '', country);
    }
  for (const [country, others] of Object.entries(OTHER_NAMES)) for (const name of others) add(name, country);
  for (const [name, countries] of Object.entries(SEVERAL)) for (const country of countries) add(name, country);
  return found;
}
