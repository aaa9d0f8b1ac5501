import { fillTemplate, type Locale, type Note } from '@/lib/profiling/note';

/** Where a quote's figure comes from, or why it isn't known: one sentence per code (P-6). */
const EN = {
  energy_tdp:
    '{cardHours} likely card-hours × {watts} W (maker’s rated power, as a proxy for the draw) × PUE {pue} (stated by the provider).',
  energy_several:
    'Sum over {pools} pools of likely card-hours × rated power (a proxy for the draw) × stated PUE.',
  pue_unknown: 'The provider of {pool} does not state its PUE.',
  power_unknown: 'The rated power of {chip} is not known.',
  carbon_grid: '{kgPerKwh} kg/kWh: {grid}, {year} ({source}); the pool’s own green share is not deducted.',
  carbon_several: 'Sum over {pools} pools of energy × the carbon of each region’s grid.',
  carbon_unknown: 'No carbon figure is known for the grid of {region}.',
  energy_unknown: 'The energy is not known.',
  transfer_lines:
    '{inGb} GB in at {inMbits} Mbit/s and {outGb} GB out at {outMbits} Mbit/s, lines as stated by the provider and fully used.',
  data_unknown: 'How much data goes in and out is not stated.',
  line_unknown: 'The provider of {pool} does not state its ingress or egress line.',
  latency_estimate:
    'Estimated from {from} to {to}: 4 ms + 1.1 × light in fibre over 1.4 × the great circle; nine of ten routes stay under {highMs} ms. Site access as stated: {siteMs} ms.',
  latency_fibre:
    'Estimated from {from} to {to}: 4 ms + 1.1 × light in fibre over 1.4 × the great circle; nine of ten routes stay under {highMs} ms. The site’s own part is not stated.',
  home_unknown: 'Your region is not stated.',
  route_unknown: 'No coordinates are known for {from} or {to}.',
  record_leases: '{leases} ended leases of this provider.',
  record_short: '{leases} ended leases; a record needs at least {least}.',
  several_providers: 'The quote uses {pools} pools of several providers.',
} as const;

const ZH: Readonly<Record<keyof typeof EN, string>> = {
  energy_tdp: '预计 {cardHours} 卡时 × {watts} W（厂商额定功率，代替实际功耗）× PUE {pue}（由供给方声明）。',
  energy_several: '{pools} 个资源池之和：预计卡时 × 额定功率（代替实际功耗）× 所声明的 PUE。',
  pue_unknown: '{pool} 的供给方未声明 PUE。',
  power_unknown: '{chip} 的额定功率未知。',
  carbon_grid: '{kgPerKwh} 千克/千瓦时：{grid}，{year} 年（{source}）；未扣除资源池自身的绿电比例。',
  carbon_several: '{pools} 个资源池之和：电量 × 各地区电网的碳排放因子。',
  carbon_unknown: '{region} 电网的碳排放因子未知。',
  energy_unknown: '电量未知。',
  transfer_lines:
    '以 {inMbits} Mbit/s 传入 {inGb} GB，以 {outMbits} Mbit/s 传出 {outGb} GB；线路由供给方声明并按满速计。',
  data_unknown: '未说明传入与传出的数据量。',
  line_unknown: '{pool} 的供给方未声明入口或出口带宽。',
  latency_estimate:
    '由 {from} 至 {to} 估算：4 毫秒 + 1.1 × 1.4 倍大圆距离的光纤时延；十分之九的路径低于 {highMs} 毫秒。站点接入（声明）：{siteMs} 毫秒。',
  latency_fibre:
    '由 {from} 至 {to} 估算：4 毫秒 + 1.1 × 1.4 倍大圆距离的光纤时延；十分之九的路径低于 {highMs} 毫秒。站点自身时延未声明。',
  home_unknown: '未说明您所在的地区。',
  route_unknown: '{from} 或 {to} 的坐标未知。',
  record_leases: '该供给方已结束的租约：{leases} 份。',
  record_short: '已结束的租约 {leases} 份；至少 {least} 份才形成记录。',
  several_providers: '该报价使用多个供给方的 {pools} 个资源池。',
};

export type FigureNoteCode = keyof typeof EN;

/** Why a figure is what it is: stored as code and facts, read in either language. */
export interface FigureNote {
  readonly code: FigureNoteCode;
  readonly facts: Note['facts'];
}

/** Builds a figure's note. */
export const figureNote = (code: FigureNoteCode, facts: Note['facts'] = {}): FigureNote => ({ code, facts });

/** A figure's note as one sentence in English or Chinese. */
export const figureNoteText = ({ code, facts }: FigureNote, locale: Locale = 'en'): string =>
  fillTemplate((locale === 'zh' ? ZH : EN)[code], facts, locale);
