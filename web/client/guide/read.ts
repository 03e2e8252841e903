import { lexer, type Token, type Tokens } from 'marked';
import type { Block, Guide, Words } from './guide';

/** A guide as it is written → as it is shown. What the page has no form for is refused while the client is built, so that nothing of a guide is lost on the way. */
export function readGuide(markdown: string): Guide {
  const [first, ...rest] = lexer(markdown).filter(({ type }) => type !== 'space');
  if (first?.type !== 'heading' || (first as Tokens.Heading).depth !== 1) throw new Error('A guide begins with its title.');
  return { title: textOf((first as Tokens.Heading).tokens), blocks: rest.map(blockOf) };
}

function blockOf(token: Token): Block {
  switch (token.type) {
    case 'heading':
      return { kind: 'heading', depth: token['depth'] as number, text: textOf(token.tokens) };
    case 'paragraph':
      return { kind: 'paragraph', words: wordsOf(token.tokens) };
    case 'code':
      return { kind: 'code', text: (token as Tokens.Code).text };
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return { kind: 'list', ordered, items: items.map(({ tokens }) => tokens.flatMap(itemWords)) };
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return { kind: 'table', head: header.map(({ tokens }) => textOf(tokens)), rows: rows.map((row) => row.map(({ tokens }) => wordsOf(tokens))) };
    }
    default:
      throw new Error(`A guide has no ${token.type}: ${token.raw.slice(0, 80)}`);
  }
}

/** An item is a line of words: lists in lists and several paragraphs have no form. */
function itemWords(token: Token): Words[] {
  if (token.type !== 'text' && token.type !== 'paragraph') throw new Error(`An item of a guide has no ${token.type}: ${token.raw.slice(0, 80)}`);
  return wordsOf(token.tokens);
}

function wordsOf(tokens: readonly Token[] = []): Words[] {
  return tokens.map((token): Words => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return { kind: 'text', text: plain((token as Tokens.Text).text) };
      case 'strong':
      case 'em':
        return { kind: token.type, text: textOf(token.tokens) };
      case 'codespan':
        return { kind: 'code', text: (token as Tokens.Codespan).text };
      case 'link':
        return { kind: 'link', text: textOf(token.tokens), guide: guideOf((token as Tokens.Link).href) };
      default:
        throw new Error(`A guide has no ${token.type}: ${token.raw.slice(0, 80)}`);
    }
  });
}

const textOf = (tokens: readonly Token[] | undefined): string => wordsOf(tokens).map(({ text }) => text).join('');

// A line of the file is no line of the page.
const plain = (text: string): string => text.replaceAll('\n', ' ');

/** Guides name each other and nothing outside: whoever reads may have no way out of the school's net. */
function guideOf(href: string): string {
  const [, name] = /^([^/#?]+)\.md$/.exec(decodeURIComponent(href)) ?? [];
  if (name === undefined) throw new Error(`A guide names another guide or nothing: ${href}`);
  return name;
}
