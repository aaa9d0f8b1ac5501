import { creditCode } from '@/db/seed/organizations';

/** Where the market's manual clock starts: nine in the morning of a Monday in Shanghai. */
export const CLOCK_STARTS_AT = new Date('2026-11-02T01:00:00Z');

/** Everybody's password in a market that is thrown away. */
export const PASSWORD = 'a market for an afternoon';

/** Somebody who signs in, as the owner of an organization of their own. */
export interface Player {
  readonly organization: string;
  readonly person: string;
  readonly email: string;
  readonly registrationNumber: string;
}

const player = (organization: string, person: string, email: string, district: string): Player => ({
  organization,
  person,
  email,
  registrationNumber: creditCode(district, email),
});

export const PROVIDERS = {
  helan: player('Helan Compute Co., Ltd.', 'Ma Jun', 'ma@helan.test', '640502'),
  qianling: player('Qianling Cloud Co., Ltd.', 'Yang Xiu', 'yang@qianling.test', '520115'),
  tengger: player('Tengger Computing Co., Ltd.', 'Su He', 'su@tengger.test', '640521'),
} as const;

export const BUYERS = {
  lumen: player('Lumen Robotics Co., Ltd.', 'Lin Yue', 'lin@lumen.test', '440305'),
  jinghe: player('Jinghe Biomedicine Co., Ltd.', 'Gu Wen', 'gu@jinghe.test', '320505'),
  hualang: player('Hualang Animation Co., Ltd.', 'Bai Lu', 'bai@hualang.test', '330106'),
} as const;

/** Registered and not yet admitted. */
export const NEWCOMER = player('Hami Solar Computing Co., Ltd.', 'Ai Ning', 'ai@hami.test', '650502');
export const OPERATOR = player('Exchange Operations Co., Ltd.', 'Ren Hao', 'ren@operations.test', '110102');
/** Looks after money beside the operator: what one of them books, the other confirms. */
export const TREASURER: Player = { ...OPERATOR, person: 'Jiang Min', email: 'jiang@operations.test' };
export const REGULATOR = player('Computing Observatory', 'Chen Wei', 'chen@observatory.test', 'pub110105');
