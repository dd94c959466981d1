import type { Random } from '../random.ts';
import type { Naming, Region } from './regions.ts';

export type Company = {
  readonly name: string;
  /** The name in ASCII, for its domain. */
  readonly slug: string;
};

/** A word as it stands in a name, and in a domain. */
type Word = readonly [written: string, slug: string];

type Vocabulary = {
  readonly places: readonly Word[];
  readonly roots: readonly Word[];
  readonly trades: readonly Word[];
};

const same = (words: string): Word[] => words.split(' ').map((word): Word => [word, word.toLowerCase()]);
const pairs = (text: string): Word[] =>
  text.split(' ').map((pair): Word => {
    const [written = '', slug = ''] = pair.split('/');
    return [written, slug];
  });

const VOCABULARIES: Record<Naming, Vocabulary> = {
  latin: {
    places: [],
    roots: same(
      'Alderbrook Bluefjord Cedarline Dunmore Eastgate Ferncroft Glenhaven Hartwell Ironbridge Juniper Kestrel ' +
        'Larkspur Meridian Northlight Oakfield Pinehurst Quillon Ravenna Stonebank Tidewater Umbra Vantor Westmark Yarrow',
    ),
    trades: same('Learning Training Academy Systems Consulting Digital Skills'),
  },
  korean: {
    places: [],
    roots: pairs(
      '한빛/hanbit 새롬/saerom 다솜/dasom 누리/nuri 가온/gaon 미르/mir 라온/raon 해솔/haesol 이음/ieum 도담/dodam ' +
        '푸름/pureum 슬기/seulgi 아람/aram 예슬/yeseul',
    ),
    trades: pairs('교육/edu 정보기술/it 아카데미/academy 시스템즈/systems 컨설팅/consulting 소프트/soft 데이터/data'),
  },
  simplified: {
    places: pairs('北京/bj 上海/sh 深圳/sz 杭州/hz 成都/cd 广州/gz'),
    roots: pairs(
      '晨曦/chenxi 启航/qihang 云帆/yunfan 明德/mingde 博远/boyuan 华睿/huarui 知行/zhixing 恒信/hengxin 星桥/xingqiao',
    ),
    trades: pairs('教育科技/edu 信息技术/it 软件/soft 培训/training'),
  },
  traditional: {
    places: pairs('台北/tpe 新北/ntp 台中/txg 高雄/khh 新竹/hsz'),
    roots: pairs('啟明/qiming 群策/qunce 宏遠/hongyuan 智群/zhiqun 禾新/hexin 達觀/daguan 立晟/licheng 元碩/yuanshuo'),
    trades: pairs('資訊/info 教育/edu 數位學院/academy 科技/tech'),
  },
};

/** Draws until the domain is a new one; with very many partners the number makes it one. */
export function drawCompany(random: Random, region: Region, takenSlugs: Set<string>, number: number): Company {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const company = combine(random, region);
    if (takenSlugs.has(company.slug)) continue;
    takenSlugs.add(company.slug);
    return company;
  }
  const { name, slug } = combine(random, region);
  return { name: `${name} ${number}`, slug: `${slug}-${number}` };
}

function combine(random: Random, region: Region): Company {
  const { places, roots, trades } = VOCABULARIES[region.naming];
  const words = [...(places.length > 0 ? [random.pick(places)] : []), random.pick(roots), random.pick(trades)];
  const slug = words.map(([, ascii]) => ascii).join('-');
  const written = words.map(([word]) => word).join(region.naming === 'latin' ? ' ' : '');
  const chinese = region.naming === 'simplified' || region.naming === 'traditional';
  return { name: chinese ? `${written}${region.legalForm}` : `${written} ${region.legalForm}`, slug };
}
