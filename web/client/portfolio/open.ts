import type { Component } from 'svelte';
import type { OwnPlan } from '../shared/net/studentResultWire';
import { portfolioTexts } from '../shared/text/portfolio';
import { addTexts } from '../shared/text/text';
import { verifyTexts } from '../shared/text/verify';
import { Portfolio } from './portfolio.svelte';
import PortfolioPage from './PortfolioPage.svelte';

/** The page with its words, and what was put together so far. */
export async function open(
  resultKey: string, plan: OwnPlan | null, earlier: Portfolio | null,
): Promise<{ portfolio: Portfolio; page: Component<{ portfolio: Portfolio; onback: () => void }> }> {
  await addTexts(verifyTexts);
  await addTexts(portfolioTexts);
  return { portfolio: earlier ?? new Portfolio(resultKey, plan), page: PortfolioPage };
}
