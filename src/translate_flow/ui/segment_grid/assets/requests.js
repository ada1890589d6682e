// What the editor asks the server, beside saving: the article, and what stands beside the segment that is worked on.
import { getJson, postJson } from "./outbox.js";

export class Requests {
  constructor(grid) {
    this.grid = grid;
  }

  segments() {
    return this.get("segments", { article: this.grid.data.article });
  }

  checks() {
    return this.get("checks", { article: this.grid.data.article });
  }

  past(item) {
    return this.get("history", { segment: item.id });
  }

  async complete(item, before, signal) {
    const { suggestions } = await this.post("complete", item, { before }, { signal });
    return suggestions;
  }

  suggestions(item, wanted) {
    return this.post("suggestions", item, wanted);
  }

  check(item, typed) {
    return this.post("checks", item, typed);
  }

  judge(item, verdict) {
    return this.post("verdicts", item, verdict);
  }

  structure(wish) {
    return this.send("structure", wish);
  }

  presence(sign, options) {
    const { article, language } = this.grid.data;
    return this.send("presence", { article, language: language.code, ...sign }, options);
  }

  // What became of texts, word by word: one list of passages for each pair.
  async differences(pairs) {
    const { differences } = await this.send("differences", { pairs });
    return differences;
  }

  keys(keys) {
    return this.send("keys", { keys });
  }

  get(path, asked) {
    const { api, language } = this.grid.data;
    return getJson(`${api}/${path}?${new URLSearchParams({ ...asked, language: language.code })}`);
  }

  post(path, item, body, options = {}) {
    return this.send(path, { segment: item.id, language: this.grid.data.language.code, ...body }, options);
  }

  send(path, body, options = {}) {
    return postJson(`${this.grid.data.api}/${path}`, body, { token: this.grid.outbox.session.token, ...options });
  }
}
