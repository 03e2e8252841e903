import { expect, test } from 'vitest';
import { consentOf } from '../student/consent';

const here = { consent: true, consentText: 'consent-3-timed' };

test('who agreed on another device does not agree for the one who sits down with the card', () => {
  expect(consentOf({ state: 'issued', consent: true }, null)).toBeNull();
  expect(consentOf({ state: 'issued', consent: true }, { consent: null })).toBeNull();
  // Told by the server to an earlier page, not read here.
  expect(consentOf({ state: 'issued', consent: true }, { consent: true })).toBeNull();
  expect(consentOf({ state: 'issued', consent: true }, { consent: false, consentText: 'consent-3-timed' })).toBeNull();
});

test('what was agreed to here counts while it stands', () => {
  expect(consentOf({ state: 'issued', consent: true }, here)).toBe(true);
  expect(consentOf({ state: 'issued', consent: false }, here)).toBe(false);
  expect(consentOf({ state: 'issued', consent: null }, here)).toBeNull();
});

test('a session that has begun is taken over without asking', () => {
  expect(consentOf({ state: 'inProgress', consent: true }, null)).toBe(true);
  expect(consentOf({ state: 'paused', consent: true }, null)).toBe(true);
  expect(consentOf({ state: 'inProgress', consent: false }, null)).toBe(false);
});
