import { BOOK_BOUNDS } from '@/lib/clearing/book';
import { generateBook } from '@/lib/clearing/generate-book';
import { type Bench, readCount, readNumber, readOptions } from './bench-command';

const COUNT_MOST = 1_000_000;

export const bench: Bench = {
  usage: '[--pools P] [--orders N] [--hours H] [--load L] [--spread SHARE] [--seed S] > book.json',
  purpose: 'Writes one seeded book: same options, same book.',
  async run(args) {
    const options = readOptions(args, ['pools', 'orders', 'hours', 'load', 'spread', 'seed']);
    const book = generateBook({
      pools: readCount(options.pools, 50, 1, COUNT_MOST),
      orders: readCount(options.orders, 1000, 0, COUNT_MOST),
      hours: readCount(options.hours, 168, 1, BOOK_BOUNDS.hours),
      load: readNumber(options.load, 1.5, 0, 1000),
      spread: readNumber(options.spread, 0.25, 0, 1),
      seed: readCount(options.seed, 1, 0, 2 ** 32 - 1),
    });
    process.stdout.write(`${JSON.stringify(book)}\n`);
    return 0;
  },
};
