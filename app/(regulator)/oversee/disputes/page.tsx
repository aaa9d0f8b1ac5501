import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DOORS } from '@/app/disputes/door';
import { DisputesPage } from '@/app/disputes/list-page';
import type { SearchParams } from '@/components/data-table/table-query';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('disputes'))('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return <DisputesPage door={DOORS.regulator} params={await searchParams} />;
}
