// Who else is here: this tab tells where it is, and hears of the others. Nobody is kept out by it.
import { makeId } from "./dom.js";

const EVERY_MS = 15000;
const SOON_MS = 300;
const TYPING_MS = 8000;

export class Presence {
  constructor({ tell, onChange, onRevision }) {
    Object.assign(this, { tell, onChange, onRevision, tab: makeId(), others: [], typedAt: 0 });
    this.timer = setInterval(() => this.send(), EVERY_MS);
  }

  close() {
    clearInterval(this.timer);
    this.leave();
  }

  // The tab may still come back: then it tells of itself again.
  leave() {
    clearTimeout(this.soon);
    this.tell({ ...this.sign(), leaving: true }, { keepalive: true }).catch(() => {});
  }

  // To a segment, or with the first letter in it: told a moment later, for somebody may go on.
  at(item) {
    this.item = item;
    this.typedAt = 0;
    this.hurry();
  }

  typed() {
    const began = !this.typing;
    this.typedAt = Date.now();
    if (began) this.hurry();
  }

  get typing() {
    return Date.now() - this.typedAt < TYPING_MS;
  }

  sign() {
    return { tab: this.tab, segment: this.item?.id ?? 0, typing: this.typing };
  }

  hurry() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.send(), SOON_MS);
  }

  async send() {
    if (document.hidden && !this.typing) return;
    const answer = await this.tell(this.sign()).catch(() => null);
    if (answer) this.onRevision(answer.revision);
    if (!answer || JSON.stringify(answer.others) === JSON.stringify(this.others)) return;
    const before = this.others;
    this.others = answer.others;
    this.onChange(new Set([...before, ...this.others].map((other) => other.segment)));
  }

  on(item) {
    return this.others.filter((other) => other.segment === item.id);
  }
}
