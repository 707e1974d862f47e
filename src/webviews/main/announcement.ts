import { element } from './dom.ts';

/** A brief message at the edge of the page, which screen readers read aloud. */
export class Announcement {
  readonly element = element('p', { class: 'announcement', attributes: { role: 'status' } });
  #silence = 0;

  say(text: string, milliseconds: number): void {
    clearTimeout(this.#silence);
    this.element.textContent = text;
    this.#silence = setTimeout(() => this.element.replaceChildren(), milliseconds);
  }
}
