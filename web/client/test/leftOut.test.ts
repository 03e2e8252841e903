// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import ResultPage from '../result/ResultPage.svelte';
import { titledFor } from '../result/sections';
import type { Audience } from '../result/voice';
import { demoResult } from './demo';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(resultTexts));

describe('a section that the form does without', () => {
  let page: Record<string, unknown> | undefined;
  afterEach(async () => {
    if (page !== undefined) await unmount(page);
  });

  for (const first of ['student', 'parent'] as Audience[]) {
    it(`is told to a ${first} where the sections stand`, () => {
      page = mount(ResultPage, { target: document.body, props: { result: demoResult('DEMO-READER'), first } });
      flushSync();
      const told = document.querySelector('[data-testid=left-out]')!;
      expect(told.textContent).toContain('в этой форме не проводится');
      expect(told.compareDocumentPosition(document.querySelector('[data-testid=recommendation]')!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    });
  }

  it('is not there in other forms, nor when an earlier server says nothing of it', () => {
    page = mount(ResultPage, { target: document.body, props: { result: demoResult('DEMO-OLD') } });
    flushSync();
    expect(document.querySelector('[data-testid=left-out]')).toBeNull();
  });
});

it('a parent reads a title of ours over the optional choices', () => {
  const section = { ...demoResult('DEMO-FAMILIES').sections[0]!, instrumentId: 'inclinations', title: 'Склонности: что тебе ближе' };
  expect(titledFor('student', 'other', section).title).toBe('Склонности: что тебе ближе');
  expect(titledFor('parent', 'other', section).title).toBe('Какие занятия ребёнку ближе');
});
