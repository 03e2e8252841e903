import type { AnswerFormat } from '../../shared/net/wire';
import { t } from '../../shared/text/text';

/** What to say where an item has no text of its own. */
export function promptOf(format: AnswerFormat): string {
  switch (format.type) {
    case 'pair':
      return t('prompt.pair');
    case 'bestWorst':
      return t('prompt.bestWorst');
    case 'ranking':
      return t('prompt.ranking');
    case 'multipleChoice':
      return t('prompt.multiple');
    case 'likert':
    case 'singleChoice':
    case 'number':
    case 'slider':
      return t('prompt.single');
  }
}
