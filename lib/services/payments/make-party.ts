import type { Answer, Party, PartyRequest, PartyRole, PaymentChannel } from './channel';

/**
 * Makes an organization known to a channel, once (L-5): while its key is good a repeated call is the same call; when it
 * has run out, counted by the outside's time from when its row was made, the organization is looked up there before it is made.
 */
export async function makeParty(
  channel: PaymentChannel,
  { role, keyIsGood }: { readonly role: PartyRole; readonly keyIsGood: boolean },
  request: PartyRequest,
): Promise<Answer<Party>> {
  if (channel.findParty && !keyIsGood) {
    const found = await channel.findParty(role, request.organizationId);
    if (found.kind !== 'done') return found;
    if (found.value) return { kind: 'done', value: found.value };
  }
  return role === 'payer' ? channel.makePayer(request) : channel.makePayee(request);
}
