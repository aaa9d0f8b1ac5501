import type { MarketNow } from '../market-now';

export type Door = 'market' | 'buy' | 'sell' | 'oversee' | 'operate';

export const DOOR_PATHS: Readonly<Record<Door, string>> = {
  market: '/market',
  buy: '/buy',
  sell: '/sell',
  oversee: '/oversee',
  operate: '/operate',
};

/** Who is looking, as far as the shell needs to know. */
export interface Viewer {
  readonly personName: string;
  readonly email: string;
  /** The organization acted for; null until one is chosen. */
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly doors: readonly Exclude<Door, 'market'>[];
  readonly memberships: readonly {
    readonly organizationId: string;
    readonly organizationName: string;
    readonly role: string;
  }[];
}

/** The market's time and pace, for the clock in the top bar. */
export interface ShellClock extends MarketNow {
  readonly purpose: 'production' | 'demo' | 'replay' | 'test';
  /** Seconds between main rounds; null where no market runs yet. */
  readonly mainRoundSeconds: number | null;
  /** When the next main round is due, ISO. */
  readonly nextRoundAt?: string | null;
}

/** What the account menu can do; server actions. */
export interface ShellActions {
  readonly signOut: () => Promise<void>;
  /** Receives `organizationId`. */
  readonly actFor: (formData: FormData) => Promise<void>;
}

export interface ShellLink {
  readonly href: string;
  readonly label: string;
}

export type Theme = 'system' | 'light' | 'dark';

export const themeOf = (cookie: string | undefined): Theme =>
  cookie === 'light' || cookie === 'dark' ? cookie : 'system';
