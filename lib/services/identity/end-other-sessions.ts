import { z } from 'zod';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { endSessions } from './end-sessions';
import { signedInPerson } from './signed-in-person';

const EndOtherSessionsInput = z.strictObject({ currentSessionId: z.string() });

/** Ends every session of the signed-in person but the current one; promises how many ended. */
export async function endOtherSessions(ctx: Ctx, input: unknown): Promise<{ ended: number }> {
  const personId = signedInPerson(ctx);
  const { currentSessionId } = parseInput(EndOtherSessionsInput, input);
  return ctx.db.asIdentity(async (tx) => {
    const ended = await endSessions(tx, { personId, exceptSessionId: currentSessionId }, 'ended_by_person');
    await audit(tx, ctx, {
      verb: 'identity.end-other-sessions',
      subjectType: 'person',
      subjectId: personId,
      facts: { ended },
    });
    return { ended };
  });
}
