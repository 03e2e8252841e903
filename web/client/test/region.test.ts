// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recommendationOf } from '../result/recommendation';
import { agesOf, dayOf, kindOf, linksOfDirection, linksOfProfession, nearProfession, nearSector, regionOf } from '../result/region';
import ResultPage from '../result/ResultPage.svelte';
import type { PlaceView, RegionView, StudentResult } from '../shared/net/studentResultWire';
import { demoResult } from './demo';
import { resultTexts } from '../shared/text/result';
import { addTexts } from '../shared/text/text';

beforeAll(() => addTexts(resultTexts));

let page: Record<string, unknown> | null = null;

function show(key: string, first: 'student' | 'parent' = 'student'): HTMLElement {
  page = mount(ResultPage, { target: document.body, props: { result: demoResult(key), first } });
  flushSync();
  return document.body;
}

const byId = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);

afterEach(async () => {
  if (page !== null) await unmount(page);
  page = null;
  document.body.replaceChildren();
});

describe('a region', () => {
  const recommendation = recommendationOf(demoResult('DEMO-FAMILIES-REGION'))!;
  const ids = (places: PlaceView[]): string[] => places.map(({ id }) => id);

  it('is none without an overlay, and gets every list it came without', () => {
    expect(recommendationOf(demoResult('DEMO-FAMILIES'))!.region).toBeNull();
    expect(regionOf(undefined)).toBeNull();
    expect(regionOf({ professions: [{ code: '1' }] } as unknown as RegionView)).toEqual({
      places: [], sectors: [], directions: [], professions: [{ code: '1', named: { places: [], total: 0 }, sector: { places: [], total: 0 }, links: [] }],
    });
  });

  it('opens no address that is not https', () => {
    const bad = { title: 'x', url: 'javascript:alert(1)', source: 's', date: '2026-11-21' };
    const place = { id: 'p', title: 'x', link: 'http://example.org/' } as PlaceView;
    const region = regionOf({ places: [place], directions: [{ code: 'd', links: [bad] }], professions: [{ code: '1', links: [bad] }] } as unknown as RegionView)!;
    expect(region.places[0]!.link).toBeNull();
    expect([...region.directions[0]!.links, ...region.professions[0]!.links]).toEqual([]);
  });

  it('shows three places at once, unfolds the others and counts what was not sent', () => {
    const near = nearSector(recommendation, 'science');
    expect([ids(near.first), ids(near.more), near.unsent]).toEqual([['trial-farm', 'club', 'plant'], ['films'], 5]);
    expect(nearSector(recommendation, 'data')).toEqual({ first: [], more: [], unsent: 0 });
  });

  it('names a sector\'s places with a profession only where the sector has no heading', () => {
    expect(ids(nearProfession(recommendation, '19-1029', false).first)).toEqual(['trial-lab']);
    expect(ids(nearProfession(recommendation, '19-1029', true).first)).toEqual(['trial-lab', 'trial-farm', 'club']);
    expect(nearProfession(recommendationOf(demoResult('DEMO-FAMILIES'))!, '19-1029', true).first).toEqual([]);
  });

  it('has links by the code of a profession and of a direction', () => {
    expect(linksOfProfession(recommendation, '19-1029')).toHaveLength(1);
    expect(linksOfDirection(recommendation, '35.02.12')).toHaveLength(1);
    expect(linksOfDirection(recommendation, '99.99.99')).toEqual([]);
  });

  it('says whom a place takes, what it is and since when it is known', () => {
    const of = (ageFrom: number | null, ageTo: number | null): string | null => agesOf({ ageFrom, ageTo } as PlaceView);
    expect([of(14, 17), of(14, null), of(null, 21), of(null, null)]).toEqual(['Возраст: от 14 до 17 лет', 'Возраст: от 14 лет', 'Возраст: до 21 года', null]);
    expect(kindOf({ kind: 'party' } as unknown as PlaceView)).toBeNull();
    expect([dayOf('2026-11-21'), dayOf('')]).toEqual([expect.stringMatching(/^21 ноября 2026/), '']);
  });
});

describe('the page of a region', () => {
  it.each(['student', 'parent'] as const)('shows what can be tried, demand and links to a %s', (reader) => {
    const text = show('DEMO-FAMILIES-REGION', reader).textContent!;
    expect(byId('near-sector-science')!.textContent).toContain('Экскурсия на водоочистную станцию');
    expect(byId('near-sector-data')).toBeNull();
    expect(byId('near-19-1029')!.textContent).toContain('Открыто и для людей с инвалидностью');
    expect(byId('profession-19-1029')!.textContent).toContain('По прогнозу региона (Демонстрационная область) на 2028 год: 120 человек.');
    expect(text).toContain('список от них не меняется');
    expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}/);
  });

  it('folds everything until a click, and opens nothing by itself', () => {
    show('DEMO-FAMILIES-REGION');
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('[data-testid^="near-"], [data-testid="region-links"]')) expect(fold.open).toBe(false);
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-testid^="near-"] a, [data-testid="region-links"] a')];
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect([link.protocol, link.rel, link.target]).toEqual(['https:', 'noopener noreferrer', '_blank']);
  });

  it('unfolds on paper as everything does', () => {
    show('DEMO-FAMILIES-REGION');
    window.dispatchEvent(new Event('beforeprint'));
    expect(byId('near-sector-science')!.closest('details')!.open).toBe(true);
    window.dispatchEvent(new Event('afterprint'));
    expect(byId('near-sector-science')!.closest('details')!.open).toBe(false);
  });

  it('shows text as text', () => {
    const result = structuredClone(demoResult('DEMO-FAMILIES-REGION')) as StudentResult;
    result.recommendation!.region!.places[0]!.title = '<img src=x onerror=alert(1)>';
    page = mount(ResultPage, { target: document.body, props: { result } });
    flushSync();
    expect(document.querySelector('img')).toBeNull();
    expect(document.body.textContent).toContain('<img src=x');
  });

  it('has nothing of it without an overlay', () => {
    for (const key of ['DEMO-FAMILIES', 'DEMO-RANKED', 'DEMO-FLAT-REGION']) {
      const text = show(key).textContent!;
      expect(document.querySelector('[data-testid^="near-"], [data-testid="region-links"]')).toBeNull();
      expect(text).not.toMatch(/Попробовать рядом|прогнозу региона|других порталах/);
      void unmount(page!);
      page = null;
      document.body.replaceChildren();
    }
  });
});
