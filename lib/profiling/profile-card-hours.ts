import { note } from './note';
import type { ProfileBody } from './profile';
import type { CardHoursWorkload } from './workload';

/** Cards for hours exactly as asked, on any chip: p50 is p90, for nothing is estimated (S-1, P-1). */
export function profileCardHours({ cards, hours }: CardHoursWorkload): ProfileBody {
  const cardHours = cards * hours;
  return {
    leastCards: cards,
    options: [
      {
        cards,
        cardHoursP50: cardHours,
        cardHoursP90: cardHours,
        runtimeHoursP50: hours,
        runtimeHoursP90: hours,
        layout: null,
        notes: [],
      },
    ],
    fit: null,
    evidence: [],
    assumptions: [note('card_hours_asked', { cards, hours })],
  };
}
