import type { Book } from '@/lib/clearing/book';
import { studyThread } from '../study-thread';

const book: Book = {
  format: 'cardhour.book/1',
  startsAt: '2026-11-02T00:00:00Z',
  hours: 2,
  currency: 'CNY',
  pools: [{ id: 'p', lotCards: 1, cards: 1, ask: 3 }],
  orders: [
    {
      id: 'o',
      seq: 1,
      limit: 10,
      earliest: 0,
      deadline: 2,
      shape: 'block',
      options: [{ pool: 'p', cards: 1, hours: 2 }],
    },
  ],
};

/** Does two studies in a thread of this process, one after the other, and says what the second found. */
const student = studyThread();
const day = () => student('day', { book }, () => undefined);
Promise.all([day(), day()]).then(([, { firstCome }]) => console.log(String(firstCome.welfareMicros)));
