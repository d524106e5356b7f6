// What a frame may keep the page from doing.

/**
 * Whether this page is in a sandbox, which may forbid it to save files: no script can ask whether it does. A sandbox has no
 * origin; nor has a file, in whose frames this cannot be told apart.
 */
export function isSandboxed() {
  return parent !== window && origin === "null";
}
