/** What was checked in one story, and how it went. */
export class Checks {
  constructor(story, say) {
    this.story = story;
    this.say = say;
    this.passed = 0;
    this.failures = [];
  }

  /** @param detail what was found; printed when the check fails */
  that(what, condition, detail) {
    if (condition) {
      this.passed++;
      this.say(`passed  ${this.story}: ${what}`);
    } else {
      this.fail(what, detail);
    }
  }

  equal(what, found, expected) {
    const [foundText, expectedText] = [JSON.stringify(found), JSON.stringify(expected)];
    this.that(what, foundText === expectedText, `expected ${expectedText}, found ${foundText}`);
  }

  fail(what, detail) {
    this.failures.push(what);
    this.say(`FAILED  ${this.story}: ${what}${detail === undefined ? '' : `: ${detail}`}`);
  }
}
