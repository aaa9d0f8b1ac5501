import type { Wire } from '@/components/buy/wire';
import { jsonText } from '@/lib/http/route';

/** A verb's answer as the endpoint would send it: what react-query starts from. */
export const wireOf = <T>(value: T): Wire<T> => JSON.parse(jsonText(value));
