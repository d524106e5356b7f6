#!/bin/sh
# Check the types of the page's scripts, from their JSDoc. Where npx cannot get TypeScript, that is said and left out.
npx --yes --package typescript@5.9.3 -c 'tsc --project tools/tsconfig.json || exit 3' 2>&1
case $? in
  0) ;;
  3) exit 1 ;;
  *) echo 'left out: the type check of the scripts, which needs Node (npx) and the package typescript' ;;
esac
