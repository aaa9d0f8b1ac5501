/** One person per role whom the demo lets you be. */
export interface SignIn {
  readonly role: 'buyer' | 'provider' | 'regulator' | 'operator';
  readonly organization: string;
  readonly person: string;
  readonly email: string;
}

export const SIGN_INS: readonly SignIn[] = [
  {
    role: 'buyer',
    organization: 'Lumen Robotics (Shenzhen) Co., Ltd.',
    person: 'Lin Yue',
    email: 'buyer@demo.cardhour.test',
  },
  {
    role: 'provider',
    organization: 'Helan Compute (Zhongwei) Co., Ltd.',
    person: 'Ma Jun',
    email: 'provider@demo.cardhour.test',
  },
  {
    role: 'regulator',
    organization: 'National Computing Power Observatory',
    person: 'Chen Wei',
    email: 'regulator@demo.cardhour.test',
  },
  {
    role: 'operator',
    organization: 'Cardhour Exchange Operations',
    person: 'Ren Hao',
    email: 'operator@demo.cardhour.test',
  },
];
