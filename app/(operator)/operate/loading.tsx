import { LoadingPage } from '@/components/ui/loading-rows';

export default function Loading() {
  return <LoadingPage />;
}
