import { Page, PageHeader } from '../ui/page-header';
import { RefusedState } from '../ui/states';

/** A page of the operator's for somebody who isn't one. */
export function RefusedPage({ title }: { title: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <RefusedState />
    </Page>
  );
}
