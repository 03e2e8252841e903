import type { OpenInvitation, Person } from '../shared/net/staffWire';

/** What may be done for a colleague; each asks first. */
export type Deed = 'reset' | 'factor' | 'disable' | 'enable';

export type Question = { deed: Deed; person: Person } | { deed: 'withdraw'; invitation: OpenInvitation };

export function deedsFor(person: Person): Deed[] {
  if (!person.mayHelp) return [];
  // A closed account is opened first: a link to it would open nothing.
  if (person.disabled) return ['enable'];
  return person.hasFactor ? ['reset', 'factor', 'disable'] : ['reset', 'disable'];
}

/** Whether it takes a way in from somebody. */
export function isDanger(deed: Question['deed']): boolean {
  return deed === 'disable' || deed === 'factor';
}

/** Where a question's deed is done. */
export function addressOf(question: Question): string {
  return question.deed === 'withdraw'
    ? `/api/staff/invitations/${encodeURIComponent(question.invitation.id)}/withdraw`
    : `/api/staff/people/${encodeURIComponent(question.person.id)}/${question.deed}`;
}
