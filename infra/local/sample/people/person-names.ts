import type { Random } from '../random.ts';
import type { Naming } from './regions.ts';

export type Person = {
  readonly name: string;
  /** The name in ASCII, for the part of an address before the @. */
  readonly mailbox: string;
};

/** `written/ascii`, or one word that is both. */
type Names = {
  readonly family: readonly string[];
  readonly given: readonly string[];
};

const NAMES: Record<Naming, Names> = {
  latin: {
    family:
      'Adler Brandt Carvalho Doyle Eriksen Fournier Grant Hughes Ibarra Janssen Keller Laurent Moreau Novak'.split(' '),
    given:
      'Anna Bruno Clara David Elena Felix Grace Hugo Irene Jonas Karin Liam Marta Noah Olivia Paul Rosa Simon'.split(
        ' ',
      ),
  },
  korean: {
    family: '김/kim 이/lee 박/park 최/choi 정/jung 강/kang 조/cho 윤/yoon 장/jang 임/lim'.split(' '),
    given:
      '민준/minjun 서연/seoyeon 지훈/jihoon 하은/haeun 도윤/doyun 수빈/subin 예준/yejun 지우/jiwoo 현우/hyunwoo 유진/yujin'.split(
        ' ',
      ),
  },
  simplified: {
    family: '王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 赵/zhao 黄/huang 周/zhou 吴/wu'.split(' '),
    given: '伟/wei 芳/fang 思远/siyuan 晓明/xiaoming 雨桐/yutong 浩然/haoran 欣怡/xinyi 建国/jianguo 静/jing'.split(
      ' ',
    ),
  },
  traditional: {
    family: '陳/chen 林/lin 黃/huang 張/chang 李/lee 吳/wu 劉/liu 蔡/tsai 許/hsu 鄭/cheng'.split(' '),
    given:
      '家豪/chiahao 怡君/yichun 志明/chihming 雅婷/yating 俊傑/chunchieh 淑芬/shufen 宗翰/tsunghan 佩珊/peishan'.split(
        ' ',
      ),
  },
};

export function drawPerson(random: Random, naming: Naming): Person {
  const [family, familyAscii] = spelling(random.pick(NAMES[naming].family));
  const [given, givenAscii] = spelling(random.pick(NAMES[naming].given));
  return {
    name: naming === 'latin' ? `${given} ${family}` : `${family}${given}`,
    mailbox: `${givenAscii}.${familyAscii}`,
  };
}

function spelling(entry: string): readonly [written: string, ascii: string] {
  const [written = '', ascii = written.toLowerCase()] = entry.split('/');
  return [written, ascii];
}
