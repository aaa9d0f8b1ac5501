import type Stripe from 'stripe';
import type { Form } from './form';
import { invalid, missing } from './problem';

const PAGING = ['limit', 'starting_after', 'ending_before', 'created'] as const;

const within = (form: Form, created: number): boolean => {
  const bound = (name: string) => form.whole(`created[${name}]`);
  const [gt, gte, lt, lte, exact] = [
    bound('gt'),
    bound('gte'),
    bound('lt'),
    bound('lte'),
    form.whole('created'),
  ];
  return (
    (gt === null || created > gt) &&
    (gte === null || created >= gte) &&
    (lt === null || created < lt) &&
    (lte === null || created <= lte) &&
    (exact === null || created === exact)
  );
};

/** A page of a list, newest first, as every list of Stripe's is paged. */
export function page<T extends { readonly id: string; readonly created?: number }>(
  form: Form,
  url: string,
  all: Iterable<T>,
  filters: Readonly<Record<string, (item: T, wanted: string) => boolean>> = {},
): Stripe.ApiList<T> {
  form.allow(...PAGING, ...Object.keys(filters));
  const limit = form.whole('limit') ?? 10;
  if (limit < 1 || limit > 100)
    throw invalid('This value must be between 1 and 100.', {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  const wanted = Object.entries(filters).flatMap(([name, holds]) => {
    const value = form.text(name);
    return value === null ? [] : [(item: T) => holds(item, value)];
  });
  const found = [...all]
    .reverse()
    .filter((item) => within(form, item.created ?? 0) && wanted.every((holds) => holds(item)));
  const placeOf = (name: string) => {
    const id = form.text(name);
    if (id === null) return null;
    const at = found.findIndex((item) => item.id === id);
    if (at < 0) throw missing('object', id, name);
    return at;
  };
  const after = placeOf('starting_after');
  const before = placeOf('ending_before');
  const rest = found.slice(after === null ? 0 : after + 1, before ?? undefined);
  const data = before === null ? rest.slice(0, limit) : rest.slice(-limit);
  return { object: 'list', data, has_more: rest.length > limit, url };
}
