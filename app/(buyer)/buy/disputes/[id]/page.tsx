import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DisputePage } from '@/app/disputes/dispute-page';
import { DOORS } from '@/app/disputes/door';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('disputes'))('title') };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DisputePage door={DOORS.buyer} id={(await params).id} />;
}
