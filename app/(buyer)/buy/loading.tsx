import { LoadingPage } from '@/components/ui/loading-rows';

export default LoadingPage;
