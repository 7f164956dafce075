/**
 * Looks again and again until `look` returns something true, and returns that.
 * @param what what is waited for, named when it has not come
 */
export async function until(what, look, seconds = 20) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }

    if (performance.now() > deadline) {
      throw new Error(`${what} has not come within ${seconds} s`);
    }

    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
