import { readTable } from '@/lib/compute/table';
import { creditCodeCheckCharacter } from '@/lib/identity/credit-code';

/** An invented company or institute that trades in the demo. */
export interface DemoOrganization {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly registrationNumber: string;
  readonly group: string | null;
  readonly person: string;
  readonly email: string;
  /** Left waiting for the operator. */
  readonly pending: boolean;
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
}

/** `number`: a district code from which a valid credit code is made, or the number itself. */
const PROVIDER_TABLE = `
key        | name                                                  | country | number        | group          | person          | email                          | pending | street                                          | city         | postal
helan      | Helan Compute (Zhongwei) Co., Ltd.                    | CN      | 640502        | -              | Ma Jun          | provider@demo.cardhour.test    | -      | 18 Yunji Road, Shapotou District                | Zhongwei     | 755000
qianling   | Qianling Cloud (Gui'an) Co., Ltd.                     | CN      | 520115        | -              | Yang Xiu        | ops@qianling.test              | -      | 6 Guian Avenue, Gui'an New Area                 | Guiyang      | 550025
chilechuan | Chilechuan Green Computing Co., Ltd.                  | CN      | 150123        | -              | Bao Altan       | ops@chilechuan.test            | -      | 21 Shengle Cloud Valley Street, Horinger County | Hohhot       | 011500
longdong   | Longdong Wind and Compute (Qingyang) Co., Ltd.        | CN      | 621002        | -              | Gao Feng        | ops@longdong.test              | -      | 3 East Data Road, Xifeng District               | Qingyang     | 745000
jinsha     | Jinsha Intelligent Computing (Chengdu) Co., Ltd.      | CN      | 510116        | -              | Liu Rong        | ops@jinsha.test                | -      | 88 Tianfu 5th Street, Pidu District             | Chengdu      | 611730
jialing    | Jialing River Data (Chongqing) Co., Ltd.              | CN      | 500109        | -              | Tan Bo          | ops@jialing.test               | -      | 52 Yunhan Avenue, Beibei District               | Chongqing    | 400700
nanling    | Nanling Compute (Shaoguan) Co., Ltd.                  | CN      | 440203        | -              | Liang Jiahui    | ops@nanling.test               | -      | 11 Danxia Avenue, Zhenjiang District            | Shaoguan     | 512000
guanting   | Guanting Lake Data (Zhangjiakou) Co., Ltd.            | CN      | 130730        | -              | Zhao Ning       | ops@guanting.test              | -      | 9 Cloud Base Road, Huailai County               | Zhangjiakou  | 075400
wanjiang   | Wanjiang Computing Services (Wuhu) Co., Ltd.          | CN      | 340207        | -              | Wu Cheng        | ops@wanjiang.test              | -      | 27 Wanchun Road, Jiujiang District              | Wuhu         | 241000
dianshan   | Dianshan Lake AI Infrastructure (Shanghai) Co., Ltd.  | CN      | 310118        | -              | Xu Min          | ops@dianshan.test              | -      | 1288 Huqingping Highway, Qingpu District        | Shanghai     | 201700
qiantang   | Qiantang Render Works (Hangzhou) Co., Ltd.            | CN      | 330108        | Westlake Group | Shen Ke         | ops@qiantang.test              | -      | 416 Jiangnan Avenue, Binjiang District          | Hangzhou     | 310051
straits    | Straits Compute Pte. Ltd.                             | SG      | 202214873K    | -              | Priya Nair      | ops@straits.test               | -      | 71 Ayer Rajah Crescent                          | Singapore    | 139951
isar       | Isar Rechenwerk GmbH                                  | DE      | HRB-284417    | -              | Jonas Huber     | ops@isar.test                  | -      | Leopoldring 14                                  | Munich       | 80807
kinugawa   | Kinugawa AI Factory K.K.                              | JP      | 4060001033219 | -              | Aoki Haruka     | ops@kinugawa.test              | -      | 2-4-1 Odori                                     | Utsunomiya   | 320-0811
hami       | Hami Solar Computing Co., Ltd.                        | CN      | 650502        | -              | Ai Ning         | ops@hami.test                  | yes    | 5 Solar Avenue, Yizhou District                 | Hami         | 839000
`;

const BUYER_TABLE = `
key        | name                                                  | country | number        | group          | person          | email                          | pending | street                                          | city         | postal
lumen      | Lumen Robotics (Shenzhen) Co., Ltd.                   | CN      | 440305        | -              | Lin Yue         | buyer@demo.cardhour.test       | -      | 1003 Keyuan South Road, Nanshan District        | Shenzhen     | 518057
westlake   | Westlake Pictures (Hangzhou) Co., Ltd.                | CN      | 330106        | Westlake Group | Sun Yi          | pipeline@westlake.test         | -      | 40 Zhuantang Art Street, Xihu District          | Hangzhou     | 310024
jinghe     | Jinghe Biomedicine (Suzhou) Co., Ltd.                 | CN      | 320505        | -              | Gu Wen          | compute@jinghe.test            | -      | 218 Xinghu Street, Huqiu District               | Suzhou       | 215011
qingteng   | Qingteng Language Lab (Beijing) Co., Ltd.             | CN      | 110108        | -              | He Ran          | infra@qingteng.test            | -      | 35 Zhongguancun East Road, Haidian District     | Beijing      | 100190
hanjiang   | Hanjiang Autonomous Driving (Wuhan) Co., Ltd.         | CN      | 420115        | -              | Peng Lei        | train@hanjiang.test            | -      | 77 Optics Valley Avenue, Jiangxia District      | Wuhan        | 430200
mingde     | Mingde Education Technology (Nanjing) Co., Ltd.       | CN      | 320106        | -              | Fang Hui        | it@mingde.test                 | -      | 12 Hankou Road, Gulou District                  | Nanjing      | 210008
skygrid    | Skygrid Weather (Qingdao) Co., Ltd.                   | CN      | 370212        | -              | Jiang Tao       | models@skygrid.test            | -      | 60 Songling Road, Laoshan District              | Qingdao      | 266061
redcliff   | Redcliff Quantitative Research (Shanghai) Co., Ltd.   | CN      | 310115        | -              | Qian Duo        | desk@redcliff.test             | -      | 500 Century Avenue, Pudong New Area             | Shanghai     | 200120
bluewhale  | Blue Whale Games (Guangzhou) Co., Ltd.                | CN      | 440106        | -              | Mo Zihan        | studio@bluewhale.test          | -      | 163 Huangpu Avenue, Tianhe District             | Guangzhou    | 510620
orchid     | Orchid Genomics (Hefei) Co., Ltd.                     | CN      | 340104        | -              | Cao Lan         | compute@orchid.test            | -      | 2800 Innovation Avenue, Shushan District        | Hefei        | 230088
materials  | Institute of Computational Materials (Xi'an)          | CN      | pub610113     | -              | Wei Dong        | hpc@icm.test                   | -      | 28 Xianning West Road, Yanta District           | Xi'an        | 710061
harvest    | Harvest Vision Agritech (Zhengzhou) Co., Ltd.         | CN      | 410105        | -              | Song Mai        | vision@harvest.test            | -      | 95 Wenhua Road, Jinshui District                | Zhengzhou    | 450002
daybreak   | Daybreak Voice (Xiamen) Co., Ltd.                     | CN      | 350203        | -              | Ye Qing         | voice@daybreak.test            | -      | 19 Software Park Road, Siming District          | Xiamen       | 361008
merlin     | Merlin Translate Pte. Ltd.                            | SG      | 201931245D    | -              | Tan Wei Ling    | eng@merlin.test                | -      | 10 Anson Road                                   | Singapore    | 079903
polder     | Polder Climate B.V.                                   | NL      | 81734402      | -              | Sanne de Vries  | models@polder.test             | -      | Keizersgracht 241                               | Amsterdam    | 1016 EA
asagiri    | Asagiri Motion Studio K.K.                            | JP      | 7011001098452 | -              | Mori Ren        | render@asagiri.test            | -      | 3-12-7 Kichijoji Honcho                         | Musashino    | 180-0004
lanting    | Lanting Digital Museum (Shaoxing) Co., Ltd.           | CN      | 330602        | -              | Wang Zhi        | it@lanting.test                | yes    | 8 Lanting Road, Yuecheng District               | Shaoxing     | 312000
`;

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const GB_11714_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The nine-character organization code of a word: eight symbols by the word, the ninth checks them (GB 11714). */
function organizationCode(word: string): string {
  let state = 7;
  const body = Array.from({ length: 6 }, (_, at) => {
    state = (state * 31 + (word.codePointAt(at % word.length) ?? 0) + at) % 100_003;
    return SYMBOLS.charAt(state % SYMBOLS.length);
  }).join('');
  const first8 = `MA${body}`;
  const sum = [...first8].reduce((total, symbol, at) => {
    const value = /\d/.test(symbol) ? Number(symbol) : symbol.charCodeAt(0) - 55;
    return total + value * (GB_11714_WEIGHTS[at] ?? 0);
  }, 0);
  const check = 11 - (sum % 11);
  return `${first8}${check === 10 ? 'X' : check === 11 ? '0' : check}`;
}

/** A valid credit code for an invented organization: a company's (91), or with `pub` a public institution's (12). */
export function creditCode(district: string, word: string): string {
  const isPublic = district.startsWith('pub');
  const first17 = `${isPublic ? '12' : '91'}${district.replace('pub', '')}${organizationCode(word)}`;
  return `${first17}${creditCodeCheckCharacter(first17)}`;
}

const read = (table: string): readonly DemoOrganization[] =>
  readTable(table).map((row) => ({
    key: row.text('key'),
    name: row.text('name'),
    country: row.text('country'),
    registrationNumber:
      row.text('country') === 'CN' ? creditCode(row.text('number'), row.text('key')) : row.text('number'),
    group: row.textOrNull('group'),
    person: row.text('person'),
    email: row.text('email'),
    pending: row.textOrNull('pending') === 'yes',
    street: row.text('street'),
    city: row.text('city'),
    postalCode: row.text('postal'),
  }));

export const PROVIDERS = read(PROVIDER_TABLE);
export const BUYERS = read(BUYER_TABLE);

export const OPERATOR = {
  name: 'Cardhour Exchange Operations Co., Ltd.',
  country: 'CN',
  registrationNumber: creditCode('110102', 'cardhour'),
  person: 'Ren Hao',
  email: 'operator@demo.cardhour.test',
  street: '15 Financial Street, Xicheng District',
  city: 'Beijing',
  postalCode: '100033',
} as const;

export const REGULATOR = {
  name: 'National Computing Power Observatory',
  country: 'CN',
  registrationNumber: creditCode('pub110105', 'observatory'),
  person: 'Chen Wei',
  email: 'regulator@demo.cardhour.test',
} as const;
