import { describe, expect, it } from 'vitest';
import type { BatteryItem } from '../student/battery';
import { Speech, spokenTexts, type Synthesiser } from '../student/speech';

class FakeSynthesiser {
  spoken: SpeechSynthesisUtterance[] = [];
  cancels = 0;
  listeners = new Set<unknown>();

  constructor(readonly voices: Partial<SpeechSynthesisVoice>[]) {}

  getVoices = (): SpeechSynthesisVoice[] => this.voices as SpeechSynthesisVoice[];
  speak = (one: SpeechSynthesisUtterance): void => void this.spoken.push(one);
  cancel = (): void => void ((this.cancels += 1), (this.spoken = []));
  addEventListener = (_: string, listener: unknown): void => void this.listeners.add(listener);
  removeEventListener = (_: string, listener: unknown): void => void this.listeners.delete(listener);
}

const open = (fake: FakeSynthesiser | null): Speech =>
  new Speech(fake as unknown as Synthesiser | null, (text) => ({ text }) as unknown as SpeechSynthesisUtterance);

describe('reading aloud', () => {
  it('takes a Russian voice of the device before one of the network', () => {
    const speech = open(new FakeSynthesiser([{ lang: 'en-US', localService: true }, { lang: 'ru-RU', localService: false }, { lang: 'ru_RU', localService: true }]));
    expect(speech.voice?.lang).toBe('ru_RU');
  });

  it('is not there without a synthesiser or a Russian voice, and says nothing', () => {
    const fake = new FakeSynthesiser([{ lang: 'run-X' }, { lang: 'en-GB' }]);
    open(fake).say(['а'], () => undefined);
    expect([open(null).voice, open(fake).voice, fake.spoken]).toEqual([null, null, []]);
  });

  it('never speaks by itself, speaks in order when told, and stops', () => {
    const fake = new FakeSynthesiser([{ lang: 'ru-RU', localService: true }]);
    const speech = open(fake);
    const unwatch = speech.watch(() => undefined);
    expect([fake.spoken.length, fake.listeners.size]).toEqual([0, 1]);
    let ended = 0;
    speech.say(['Петь', 'Нет', 'Да'], () => (ended += 1));
    expect(fake.spoken.map((one) => [one.text, one.lang])).toEqual([['Петь', 'ru-RU'], ['Нет', 'ru-RU'], ['Да', 'ru-RU']]);
    expect(fake.spoken.map((one) => typeof one.onend)).toEqual(['undefined', 'undefined', 'function']);
    (fake.spoken[2]!.onend as () => void)();
    speech.stop();
    unwatch();
    expect([ended, fake.spoken.length, fake.cancels, fake.listeners.size]).toEqual([1, 0, 2, 0]);
  });

  it('reads the question, the picture in words and the answers', () => {
    const item = { item: { text: 'Петь', svgText: 'Микрофон', format: 0 }, format: { type: 'likert', first: 0, labels: ['Нет', 'Да'] } };
    expect(spokenTexts(item as unknown as BatteryItem)).toEqual(['Петь', 'Микрофон', 'Нет', 'Да']);
  });
});
