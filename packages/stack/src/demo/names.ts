import type { Luck } from './luck.ts';

const places = [
  '渭城',
  '秦川',
  '灞河',
  '骊山',
  '曲江',
  '长乐',
  '未央',
  '高陵',
  '泾阳',
  '蓝田',
  '沣东',
  '浐河',
  '终南',
  '朱雀',
  '安定',
  '永宁',
  '丹凤',
  '明德',
  '含光',
  '太白',
] as const;

interface Trade {
  readonly name: string;
  readonly kind: 'government' | 'enterprise' | 'institution';
  readonly industry: string;
}

const trades: readonly Trade[] = [
  { name: '区人民医院', kind: 'institution', industry: 'healthcare' },
  { name: '第一中学', kind: 'institution', industry: 'education' },
  { name: '区政务服务中心', kind: 'government', industry: 'government_services' },
  { name: '区公安分局', kind: 'government', industry: 'public_security' },
  { name: '农村商业银行', kind: 'enterprise', industry: 'finance' },
  { name: '精密机械有限公司', kind: 'enterprise', industry: 'manufacturing' },
  { name: '云仓物流有限公司', kind: 'enterprise', industry: 'logistics' },
  { name: '新能源汽车有限公司', kind: 'enterprise', industry: 'manufacturing' },
  { name: '大酒店有限公司', kind: 'enterprise', industry: 'hospitality' },
  { name: '软件科技有限公司', kind: 'enterprise', industry: 'software' },
  { name: '生物制药有限公司', kind: 'enterprise', industry: 'pharmaceuticals' },
  { name: '置业集团有限公司', kind: 'enterprise', industry: 'real_estate' },
  { name: '商贸连锁有限公司', kind: 'enterprise', industry: 'retail' },
  { name: '文化旅游发展有限公司', kind: 'enterprise', industry: 'tourism' },
  { name: '水务有限公司', kind: 'enterprise', industry: 'utilities' },
];

/** The accounts of the demo tenant: every place with every trade, no two alike. */
export const accountNames = places.flatMap((place) =>
  trades.map(({ name, ...trade }) => ({ name: `${place}${name}`, ...trade })),
);

const surnames = ['王', '李', '张', '刘', '陈', '杨', '黄', '吴', '徐', '孙', '马', '胡', '郭', '何', '罗'];
const givenNames = ['建国', '志强', '晓燕', '海涛', '丽华', '文博', '雪梅', '永刚', '思远', '春生', '雅琴'];

export function personName(chance: Luck): string {
  return chance.of(surnames) + chance.of(givenNames);
}

export function mobileNumber(chance: Luck): string {
  return `138${String(chance.between(0, 99_999_999)).padStart(8, '0')}`;
}
