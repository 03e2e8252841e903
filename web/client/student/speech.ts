import { promptOf } from './formats/prompt';
import type { BatteryItem } from './battery';

/** The part of the browser's synthesiser that is used. */
export type Synthesiser = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'>;
export type MakeUtterance = (text: string) => SpeechSynthesisUtterance;

/** Reads aloud with a voice of this device, and only when told to. */
export class Speech {
  constructor(
    private readonly synthesiser: Synthesiser | null,
    private readonly make: MakeUtterance,
  ) {}

  /** A Russian voice, one that needs no network first: an item is nobody's but the student's. */
  get voice(): SpeechSynthesisVoice | null {
    const russian = this.synthesiser?.getVoices().filter((voice) => /^ru([-_]|$)/i.test(voice.lang)) ?? [];
    return russian.find((voice) => voice.localService) ?? russian[0] ?? null;
  }

  /** Browsers load their voices late; returns how to stop watching. */
  watch(changed: () => void): () => void {
    this.synthesiser?.addEventListener('voiceschanged', changed);
    return () => this.synthesiser?.removeEventListener('voiceschanged', changed);
  }

  say(texts: readonly string[], ended: () => void): void {
    const voice = this.voice;
    if (this.synthesiser === null || voice === null) return;
    this.synthesiser.cancel();
    texts.forEach((text, at) => {
      const utterance = this.make(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      if (at === texts.length - 1) utterance.onend = ended;
      this.synthesiser?.speak(utterance);
    });
  }

  stop(): void {
    this.synthesiser?.cancel();
  }
}

export function systemSpeech(): Speech {
  return new Speech(globalThis.speechSynthesis ?? null, (text) => new SpeechSynthesisUtterance(text));
}

/** What is read of an item: the question, the picture in words, then the answers in their order. */
export function spokenTexts({ item, format }: BatteryItem): string[] {
  const answers = format.type === 'likert' ? format.labels : format.type === 'slider' ? [format.low, format.high] : (item.options ?? []).map((option) => option.text);
  return [item.text === '' ? promptOf(format) : item.text, item.svgText ?? '', ...answers].filter((text) => text !== '');
}
